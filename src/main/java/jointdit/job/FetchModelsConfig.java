package jointdit.job;

import static jointdit.config.Check.argument;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.hub.Repo;
import jointdit.hub.RepoFiles;
import jointdit.hub.Variant;

/**
 * Settings of {@code fetch-models}.
 *
 * @param models what is fetched
 * @param variant of the weights
 * @param svd where it is
 * @param audioldm2 where it is
 * @param clip where it is
 * @param svdVaeRepo a repository to take the VAE of {@code svd} from
 * @param audioldm2VaeRepo a repository to take the VAE of {@code audioldm2} from
 */
record FetchModelsConfig(
        List<Model> models,
        Variant variant,
        Source svd,
        Source audioldm2,
        Source clip,
        Optional<String> svdVaeRepo,
        Optional<String> audioldm2VaeRepo) {
    /** Pretrained networks. */
    enum Model {
        SVD,
        AUDIOLDM2,
        CLIP
    }

    /**
     * Where a model is.
     *
     * @param repo such as {@code cvssp/audioldm2}
     * @param revision a branch, tag or commit
     */
    record Source(String repo, String revision) {
        Source {
            new Repo(repo, revision);
        }

        Repo at() {
            return new Repo(repo, revision);
        }
    }

    /**
     * What is needed of one repository.
     *
     * @param repo the repository
     * @param files those of it
     */
    record Part(Repo repo, RepoFiles files) {}

    FetchModelsConfig {
        models = List.copyOf(models);
        argument(!models.isEmpty(), "models must name at least one of svd, audioldm2, clip, found none");
    }

    /** What is needed, by what it is called. */
    Map<String, Part> parts() {
        var parts = new LinkedHashMap<String, Part>();
        for (var model : models) {
            switch (model) {
                case SVD -> pipeline(parts, "svd", svd, svdVaeRepo);
                case AUDIOLDM2 -> pipeline(parts, "audioldm2", audioldm2, audioldm2VaeRepo);
                case CLIP -> parts.put("clip", new Part(clip.at(), RepoFiles.all(variant)));
            }
        }
        return parts;
    }

    private void pipeline(Map<String, Part> parts, String name, Source source, Optional<String> vae) {
        var files = vae.isPresent() ? RepoFiles.withoutVae(variant) : RepoFiles.all(variant);
        parts.put(name, new Part(source.at(), files));
        vae.ifPresent(repo -> parts.put(name + " vae", new Part(new Repo(repo, "main"), RepoFiles.vae(variant))));
    }
}
