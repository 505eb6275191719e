package jointdit.pretrained.clip;

import static jointdit.config.Check.argument;

import java.util.List;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.ModelRuntime;
import jointdit.tensor.Array;
import jointdit.tensor.DataType;
import jointdit.tensor.Device;
import jointdit.tensor.Spec;
import jointdit.tensor.Tensor;

/**
 * A published CLIP model, opened. Calls may be concurrent; each batch size has its own program over the same weights.
 */
public final class Clip implements AutoCloseable {
    private final ClipConfig config;
    private final ModelRuntime<ClipModel> runtime;

    private Clip(ClipConfig config, ModelRuntime<ClipModel> runtime) {
        this.config = config;
        this.runtime = runtime;
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
        return new Clip(
                config,
                new ModelRuntime<>(folder.tensors(ClipModel.NAMES), scope -> ClipModel.of(scope, config), device));
    }

    /** SHA-256 of the weights. */
    public String fingerprint() {
        return runtime.fingerprint();
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

    /** Of texts for ids, of images for floats. */
    private Array run(Array input) {
        return runtime.run(
                        "embed", model -> in -> List.of(states(model, in.get(0)).embedding()), input)
                .get(0);
    }

    private static ClipStates states(ClipModel model, Tensor input) {
        return input.type() == DataType.INT64
                ? model.text().orElseThrow(() -> lacking("text")).apply(input)
                : model.vision().orElseThrow(() -> lacking("image")).apply(input);
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
        runtime.close();
    }
}
