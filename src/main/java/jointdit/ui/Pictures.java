package jointdit.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import jointdit.media.Picture;
import jointdit.media.Png;

/**
 * First frames of runs, as PNG files of ours under names of ours.
 *
 * @param path folder of the files
 */
record Pictures(Path path) {
    private static final String PNG = ".png";
    private static final Duration UNUSED = Duration.ofDays(1);

    /** Keeps a picture and gives its id. */
    String add(Picture picture) {
        var id = Ids.next();
        var part = path.resolve("." + id + ".part");
        try {
            Files.createDirectories(path);
            Files.write(part, Png.bytes(picture));
            Files.move(part, path.resolve(id + PNG), StandardCopyOption.ATOMIC_MOVE);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a picture to " + path, e);
        }
    }

    /** The PNG file of an id, if it is one of ours. */
    Optional<byte[]> find(String id) {
        if (!Ids.isOne(id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(path.resolve(id + PNG)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read a picture in " + path, e);
        }
    }

    /**
     * The same of a picture that must be there.
     *
     * @throws ApiProblem if it is not
     */
    byte[] require(String id) {
        return find(id).orElseThrow(() -> ApiProblem.in(
                "picture", "Wanted a picture that was uploaded here, found none of this id; upload it again"));
    }

    /** Removes what no run uses and nobody has uploaded of late. */
    void sweep(Set<String> used) {
        try {
            Files.createDirectories(path);
            try (var files = Files.list(path)) {
                for (var file : files.toList()) {
                    var isUsed = used.contains(file.getFileName().toString().replace(PNG, ""));
                    var age = Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
                    if (!isUsed && age.compareTo(UNUSED) > 0) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot tidy the pictures in " + path, e);
        }
    }
}
