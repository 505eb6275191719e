package jointdit.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Files of a run on this machine: {@code run.json} and {@link RunFile}s.
 *
 * @param path the folder
 */
record RunFolder(Path path) {
    private static final String RUN = "run.json";

    /** Writes what is known of the run. */
    void write(Run run) {
        write(RUN, Answer.text(RunJson.of(run)).getBytes(UTF_8));
    }

    /** The run; empty for a folder without one. */
    Optional<Run> run() {
        return read(RUN)
                .map(bytes -> RunJson.read(
                        JsonParser.parseString(new String(bytes, UTF_8)).getAsJsonObject()));
    }

    void write(RunFile file, byte[] bytes) {
        write(file.file(), bytes);
    }

    Optional<byte[]> read(RunFile file) {
        return read(file.file());
    }

    /** Those that are there. */
    Set<RunFile> files() {
        var there = EnumSet.noneOf(RunFile.class);
        for (var file : RunFile.values()) {
            if (Files.exists(path.resolve(file.file()))) {
                there.add(file);
            }
        }
        return there;
    }

    private void write(String name, byte[] bytes) {
        var file = path.resolve(name);
        var part = path.resolve("." + name + ".part");
        try {
            Files.createDirectories(path);
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private Optional<byte[]> read(String name) {
        try {
            return Optional.of(Files.readAllBytes(path.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path.resolve(name), e);
        }
    }

    /** Removes the folder with its files; there are no folders in it. */
    void delete() {
        try (var files = Files.list(path)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + path, e);
        }
    }
}
