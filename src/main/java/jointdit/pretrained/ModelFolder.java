package jointdit.pretrained;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of one network as the Hugging Face hub holds it: {@code config.json} (or {@code open_clip_config.json}) and
 * safetensors weights, whole or sharded behind an index, in full or in a half-precision variant.
 *
 * @param path the folder
 * @param variant which weights to take where there are several
 */
public record ModelFolder(Path path, Variant variant) {
    private static final List<String> STEMS =
            List.of("diffusion_pytorch_model", "model", "open_clip_model", "open_clip_pytorch_model");
    private static final List<String> CONFIGS = List.of("config.json", "open_clip_config.json");
    private static final List<String> PICKLES = List.of(".bin", ".pt", ".pth", ".ckpt", ".msgpack", ".h5");

    /** Which of several files of one network's weights to take. */
    public enum Variant {
        /** Full precision where there is such a file, else half. */
        FULL,
        /** Half precision where there is such a file, else full. */
        FP16;

        private List<String> infixes() {
            return switch (this) {
                case FULL -> List.of("", ".fp16");
                case FP16 -> List.of(".fp16", "");
            };
        }
    }

    /** Takes full precision where there is a choice. */
    public static ModelFolder of(Path path) {
        return new ModelFolder(path, Variant.FULL);
    }

    /** Whether there is a config here. */
    public boolean exists() {
        return configPath().isPresent();
    }

    /**
     * The config, to be read and finished by the network it describes.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ModelConfig config() {
        return ModelConfig.read(configPath()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Wanted one of %s in %s, found %s; is this the folder of a network?"
                                .formatted(CONFIGS, path, content()))));
    }

    private Optional<Path> configPath() {
        return CONFIGS.stream().map(path::resolve).filter(Files::isRegularFile).findFirst();
    }

    /**
     * Maps the weights.
     *
     * @throws IllegalArgumentException if there are none, or only pickled ones, which are programs and are never run
     */
    public ModelTensors tensors(StoredNames names) {
        return ModelTensors.open(weights(), names);
    }

    /** The file of weights: safetensors, or the index of its shards. */
    Path weights() {
        return variant.infixes().stream()
                .flatMap(infix -> STEMS.stream().flatMap(stem -> names(stem, infix)))
                .map(path::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(this::noWeights);
    }

    private static Stream<String> names(String stem, String infix) {
        return Stream.of(
                stem + infix + ".safetensors",
                stem + ".safetensors.index" + infix + ".json",
                stem + infix + ".safetensors.index.json");
    }

    private IllegalArgumentException noWeights() {
        var content = content();
        var pickled = content.stream()
                .filter(name -> PICKLES.stream().anyMatch(name::endsWith))
                .toList();
        argument(
                pickled.isEmpty(),
                "Found %s in %s and no safetensors. Pickled weights can run any program when they are read, so they"
                        + " are not read here; take a revision of the model that has .safetensors, or save it again"
                        + " with save_pretrained(safe_serialization=True)",
                pickled,
                path);
        return new IllegalArgumentException(
                "Wanted safetensors weights in %s named like %s, found %s; fetch-models fetches them"
                        .formatted(path, STEMS.get(0) + ".safetensors", content));
    }

    private List<String> content() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (var files = Files.list(path)) {
            return files.map(f -> f.getFileName().toString()).sorted().limit(20).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + path, e);
        }
    }
}
