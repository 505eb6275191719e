package jointdit.job;

import static jointdit.config.Check.argument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import jointdit.config.Settings;
import jointdit.hub.HubConfig;
import jointdit.hub.Repo;

/**
 * The folder that a smoke job tries.
 *
 * @param path the folder
 * @param name what it is called on the terminal
 */
record SmokeModel(Path path, String name) {
    private static final long SEED = 1;

    /**
     * The folder that is named, else a tiny one of random weights in {@code folder}.
     *
     * @param named a folder, or the name of a repository that was fetched
     * @param tiny writes a tiny pipeline of a seed
     */
    static SmokeModel of(Settings settings, Optional<String> named, Path folder, BiConsumer<Path, Long> tiny) {
        if (named.isPresent()) {
            return new SmokeModel(folder(settings, named.get()), named.get());
        }
        tiny.accept(folder, SEED);
        return new SmokeModel(folder, "tiny networks of random weights");
    }

    private static Path folder(Settings settings, String model) {
        if (Files.isDirectory(Path.of(model))) {
            return Path.of(model);
        }
        var cache = settings.read("hub", HubConfig.class).hubCache();
        var fetched = Repo.isId(model) ? cache.snapshot(model, "main") : Optional.<Path>empty();
        argument(
                fetched.isPresent(),
                "Wanted the folder of a model or a fetched repository, found none at %s nor in %s; fetch-models fetches it",
                model,
                cache.root());
        return fetched.get();
    }
}
