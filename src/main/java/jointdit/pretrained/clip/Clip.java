package jointdit.pretrained.clip;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jointdit.pretrained.ModelFolder;
import jointdit.tensor.Array;
import jointdit.tensor.DataType;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;

/**
 * A published CLIP model, opened. Calls may be concurrent; each batch size has its own program over the same weights.
 */
public final class Clip implements AutoCloseable {
    private final ClipConfig config;
    private final Weights weights;
    private final Map<Spec, Program> programs = new ConcurrentHashMap<>();

    private Clip(ClipConfig config, Weights weights) {
        this.config = config;
        this.weights = weights;
    }

    /**
     * Opens a folder of transformers ({@code CLIPModel} or one tower with its projection, such as the image encoder of
     * SVD) or of open_clip; the weights are mapped.
     *
     * @throws IllegalArgumentException if the config asks for what is not supported, or tensors are missing,
     *     superfluous or of another shape
     */
    public static Clip open(ModelFolder folder, Device device) {
        var config = ClipConfig.read(folder.config());
        var smallest = config.text().isPresent() ? Spec.longs(1, 1) : pixels(config, 1);
        var asked = graph(config, smallest).parameters();
        return new Clip(config, folder.tensors(ClipModel.NAMES).weights(asked, device));
    }

    /** Width E of embeddings. */
    public int embeddingWidth() {
        return config.embedding();
    }

    /** Whether texts can be embedded. */
    public boolean readsTexts() {
        return config.text().isPresent();
    }

    /** Whether images can be embedded. */
    public boolean seesImages() {
        return config.vision().isPresent();
    }

    /** Pixels of a side of the images wanted. */
    public int imageSide() {
        return vision(config).image();
    }

    /** Most tokens of a text. */
    public int context() {
        return config.text().orElseThrow(() -> lacking("text")).context();
    }

    /**
     * Embeddings of texts, (B, E), not of unit length.
     *
     * @param ids INT64 (B, L) with the token of the end in each row, as {@link ClipTokenizer} makes them
     * @throws IllegalArgumentException if there is no text tower
     */
    public Array textEmbedding(Array ids) {
        argument(ids.shape().size(1) <= context(), "Wanted at most %d tokens, found %s", context(), ids.spec());
        return run(ids);
    }

    /**
     * Embeddings of images, (B, E), not of unit length.
     *
     * @param pixels FLOAT32 (B, 3, S, S), normed, as {@link ClipPixels} makes them
     * @throws IllegalArgumentException if there is no image tower
     */
    public Array imageEmbedding(Array pixels) {
        var wanted = pixels(config, pixels.shape().size(0));
        argument(pixels.spec().equals(wanted), "Wanted images %s, found %s", wanted, pixels.spec());
        return run(pixels);
    }

    private Array run(Array input) {
        return programs.computeIfAbsent(input.spec(), spec -> new Program(graph(config, spec), weights))
                .run(input)
                .get(0);
    }

    /** Of texts for ids, of images for floats. */
    private static Graph graph(ClipConfig config, Spec input) {
        return Graph.trace(Precision.FLOAT32, List.of(input), scope -> {
            var model = ClipModel.of(scope, config);
            return in -> List.of((input.type() == DataType.INT64
                            ? model.text().orElseThrow().apply(in.get(0))
                            : model.vision().orElseThrow().apply(in.get(0)))
                    .embedding());
        });
    }

    private static Spec pixels(ClipConfig config, int batch) {
        var vision = vision(config);
        return Spec.floats(batch, vision.channels(), vision.image(), vision.image());
    }

    private static ClipConfig.Vision vision(ClipConfig config) {
        return config.vision().orElseThrow(() -> lacking("image"));
    }

    private static IllegalArgumentException lacking(String tower) {
        return new IllegalArgumentException(
                "Wanted a CLIP model with its %s tower, found only the other one; open a CLIPModel".formatted(tower));
    }

    @Override
    public void close() {
        programs.values().forEach(Program::close);
        weights.close();
    }
}
