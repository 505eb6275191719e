package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.List;
import jointdit.hub.Fetcher;
import jointdit.hub.HubConfig;
import jointdit.job.FetchModelsConfig.Part;

/**
 * Published networks in the cache of the hub.
 *
 * @param hub where the cache is
 * @param wanted what {@code fetch-models} would fetch
 */
record FetchedModels(HubConfig hub, FetchModelsConfig wanted) {
    /** One for each repository. */
    List<Finding> findings() {
        return wanted.parts().entrySet().stream()
                .map(part -> finding(part.getKey(), part.getValue()))
                .toList();
    }

    private Finding finding(String name, Part part) {
        var title = "Model " + name;
        var wayOut = "jobs/jointdit fetch-models models=[%s]".formatted(name.split(" ", 2)[0]);
        var repo = part.repo();
        if (hub.hubCache().snapshot(repo.id(), repo.revision()).isEmpty()) {
            return Finding.note(title, repo + " not fetched", wayOut);
        }
        try {
            var fetch = new Fetcher(hub).cached(repo, part.files());
            return new Finding(
                    title,
                    Finding.State.OK,
                    String.format(ROOT, "%s, %.1f MB in %s", repo, fetch.bytes() * 1e-6, fetch.folder()));
        } catch (IllegalArgumentException e) {
            return Finding.note(title, repo + " not fetched whole: " + e.getMessage(), wayOut);
        }
    }
}
