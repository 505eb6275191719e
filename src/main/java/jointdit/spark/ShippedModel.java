package jointdit.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jointdit.config.Configs;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;

/**
 * The model that comes with the program: an exported folder among the resources.
 *
 * @param resources where it is looked for
 */
public record ShippedModel(ClassLoader resources) {
    /** Its files; the last is the model card. */
    static final List<String> FILES = List.of(
            Checkpoint.EXPORTED_INFO,
            Checkpoint.EXPORTED_AVERAGE,
            "codec/codec.json",
            "codec/codec.safetensors",
            "README.md");

    private static final String FOLDER = "jointdit/model/";
    private static final Map<ShippedModel, Path> UNPACKED = new ConcurrentHashMap<>();

    /** That of this program. */
    public static ShippedModel here() {
        return new ShippedModel(ShippedModel.class.getClassLoader());
    }

    /** What it is; empty if the program was built without one. */
    public Optional<CheckpointInfo> info() {
        if (!isThere()) {
            return Optional.empty();
        }
        try (var in = open(Checkpoint.EXPORTED_INFO)) {
            return Optional.of(Configs.read(
                    new String(in.readAllBytes(), UTF_8), FOLDER + Checkpoint.EXPORTED_INFO, CheckpointInfo.class));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the model of this jar", e);
        }
    }

    /** Whether the program was built with one. */
    public boolean isThere() {
        return resources.getResource(FOLDER + Checkpoint.EXPORTED_AVERAGE) != null;
    }

    /**
     * Its files, since tensors are mapped into memory from files; they go with the process.
     *
     * @throws IllegalArgumentException if there is none
     */
    Path folder() {
        argument(
                isThere(),
                "Wanted the model that comes with the program, found none in this jar; name model=FOLDER, of a run of"
                        + " train or of export");
        return UNPACKED.computeIfAbsent(this, ShippedModel::unpacked);
    }

    private Path unpacked() {
        var folder = TemporaryFolder.untilExit("jointdit-model").path();
        for (var name : FILES) {
            var file = folder.resolve(name);
            try (var in = open(name)) {
                Files.createDirectories(file.getParent());
                Files.copy(in, file);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot unpack the model of this jar to " + file, e);
            }
        }
        return folder;
    }

    /** One of its files, for reading. */
    InputStream open(String name) throws IOException {
        var found = resources.getResourceAsStream(FOLDER + name);
        if (found == null) {
            throw new IOException("Wanted %s in this jar, found none".formatted(FOLDER + name));
        }
        return found;
    }
}
