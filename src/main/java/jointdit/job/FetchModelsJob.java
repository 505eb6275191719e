package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import jointdit.config.Settings;
import jointdit.hub.Fetch;
import jointdit.hub.Fetcher;
import jointdit.hub.HubConfig;

/** Brings pretrained networks into the cache of the Hugging Face hub: {@code jobs/jointdit fetch-models}. */
final class FetchModelsJob implements Job {
    private static final long MEGABYTE = 1_000_000;

    @Override
    public String name() {
        return "fetch-models";
    }

    @Override
    public String summary() {
        return "Fetch pretrained networks; again, only what is missing";
    }

    @Override
    public void run(Settings settings, Terminal terminal) {
        var fetcher = new Fetcher(settings.read("hub", HubConfig.class));
        var fetches = new LinkedHashMap<String, Fetch>();
        settings.read(FetchModelsConfig.class)
                .parts()
                .forEach((name, part) -> fetches.put(name, fetcher.plan(part.repo(), part.files())));
        run(fetcher, List.copyOf(fetches.values()), terminal);
        fetches.forEach((name, fetch) -> say(terminal, name, fetch));
    }

    private static void run(Fetcher fetcher, List<Fetch> fetches, Terminal terminal) {
        long total = fetches.stream().mapToLong(Fetch::missingBytes).sum();
        var done = new AtomicLong();
        try (var progress = terminal.progress("Fetch models, MB", (total + MEGABYTE - 1) / MEGABYTE)) {
            fetcher.run(fetches, more -> {
                long reached = done.addAndGet(more);
                progress.reach(reached == total ? (total + MEGABYTE - 1) / MEGABYTE : reached / MEGABYTE);
            });
        }
    }

    private static void say(Terminal terminal, String name, Fetch fetch) {
        if (!fetch.offline().isEmpty()) {
            terminal.say("%s: the hub was not asked, the cache has all files (%s)".formatted(name, fetch.offline()));
        }
        terminal.say(String.format(
                ROOT,
                "%s: %d files of %.1f MB, of which %.1f MB fetched now, in %s",
                name,
                fetch.files().size(),
                fetch.bytes() * 1e-6,
                fetch.missingBytes() * 1e-6,
                fetch.folder()));
    }
}
