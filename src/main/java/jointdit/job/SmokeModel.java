package jointdit.job;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import jointdit.config.Settings;

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
            return new SmokeModel(LocalModels.of(settings).folder(named.get()), named.get());
        }
        tiny.accept(folder, SEED);
        return new SmokeModel(folder, "tiny networks of random weights");
    }
}
