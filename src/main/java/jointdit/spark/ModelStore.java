package jointdit.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import jointdit.codec.Fingerprint;
import jointdit.hub.HubCache;
import jointdit.hub.Repo;
import jointdit.pretrained.ModelPlaces;

/**
 * Folders of published models: local ones as they are, repositories as the cache of the Hugging Face hub has them,
 * those on other file systems copied once, and again when they change, to the machine that needs them.
 *
 * @param storage where they may lie
 */
public record ModelStore(Storage storage) implements ModelPlaces {
    /** Hadoop property that names the cache of the Hugging Face hub. */
    public static final String HUB_CACHE = "jointdit.hub.cache";

    private static final Path COPIES = Path.of(System.getProperty("java.io.tmpdir"), "jointdit-models");

    @Override
    public Path folder(String model) {
        var local = Path.of(model.replaceFirst("^file:(//)?(?=/)", ""));
        if (Files.isDirectory(local)) {
            return local;
        }
        var fetched = Repo.isId(model) ? fetched(model) : Optional.<Path>empty();
        if (fetched.isPresent()) {
            return fetched.get();
        }
        argument(
                model.matches("[a-zA-Z0-9+.-]+:.*") && storage.isFolder(model),
                "Wanted the folder of a model, found none at %s; fetch-models fetches published ones and says where they"
                        + " are",
                model);
        return copied(model);
    }

    /** The snapshot of a repository in the cache of the Hugging Face hub. */
    private Optional<Path> fetched(String model) {
        var standard = System.getProperty("user.home") + "/.cache/huggingface/hub";
        var cache = new HubCache(Path.of(storage.configuration().get(HUB_CACHE, standard)));
        return cache.snapshot(model, "main");
    }

    /** A copy has its name when it is whole, so that tasks that copy at the same time do not meet half of one. */
    private Path copied(String model) {
        var files = storage.list(model);
        var copy = COPIES.resolve(Fingerprint.sha256(files.toString().getBytes(UTF_8)));
        if (Files.isDirectory(copy)) {
            return copy;
        }
        try {
            Files.createDirectories(COPIES);
            var part = Files.createTempDirectory(COPIES, "part");
            copy(model, files, part);
            try {
                return Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (Files.isDirectory(copy)) {
                    return copy; // another task was first
                }
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy %s to %s".formatted(model, COPIES), e);
        }
    }

    private void copy(String folder, List<StoredFile> files, Path to) throws IOException {
        var root = storage.qualified(folder).replaceFirst("/*$", "/");
        for (var file : files) {
            var target = to.resolve(file.uri().substring(root.length()));
            Files.createDirectories(target.getParent());
            try (var in = storage.open(file.uri())) {
                Files.copy(in, target);
            }
        }
    }
}
