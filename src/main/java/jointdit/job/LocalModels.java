package jointdit.job;

import static jointdit.config.Check.argument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jointdit.config.Settings;
import jointdit.hub.HubCache;
import jointdit.hub.HubConfig;
import jointdit.hub.Repo;
import jointdit.pretrained.ModelPlaces;

/**
 * Models on this machine, where there is no Spark session: folders, and repositories that were fetched.
 *
 * @param cache folder of the repositories
 */
record LocalModels(Path cache) implements ModelPlaces {
    static LocalModels of(Settings settings) {
        return new LocalModels(settings.read("hub", HubConfig.class).hubCache().root());
    }

    @Override
    public Path folder(String model) {
        var found = find(model);
        argument(
                found.isPresent(),
                "Wanted the folder of a model or a fetched repository, found none at %s nor in %s; fetch-models fetches it",
                model,
                cache);
        return found.get();
    }

    /** The folder, if there is one. */
    Optional<Path> find(String model) {
        if (Files.isDirectory(Path.of(model))) {
            return Optional.of(Path.of(model));
        }
        return Repo.isId(model) ? new HubCache(cache).snapshot(model, "main") : Optional.empty();
    }
}
