package jointdit.pretrained.svd;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.nn.TransformerSpatioTemporalModel;
import jointdit.pretrained.ModelConfig;

/**
 * Sizes of a {@link UNetSpatioTemporalConditionModel}, its {@code config.json}.
 *
 * @param inputs channels of the sample, noisy and conditioning latents together
 * @param outputs channels predicted
 * @param levels from the finest to the coarsest
 * @param idWidth width of the sinusoids of each added number
 * @param ids count of added numbers: frames per second, motion and noise augmentation
 */
public record UNetSpatioTemporalConfig(int inputs, int outputs, List<Level> levels, int idWidth, int ids) {
    /** The published class. */
    public static final String CLASS = "UNetSpatioTemporalConditionModel";

    /**
     * One resolution.
     *
     * @param layers residual blocks on the way down; one more on the way up
     * @param transformer sizes of its transformers, whose channels are those of the level
     * @param downAttends whether the block on the way down has transformers
     * @param upAttends whether the block on the way up has
     */
    public record Level(
            int layers, TransformerSpatioTemporalModel.Sizes transformer, boolean downAttends, boolean upAttends) {
        /** Channels of its feature maps. */
        public int channels() {
            return transformer.channels();
        }
    }

    public UNetSpatioTemporalConfig {
        levels = List.copyOf(levels);
        argument(!levels.isEmpty(), "A UNet has at least one level, found none");
    }

    /** Channels of the finest level. */
    int width() {
        return levels.get(0).channels();
    }

    /** Width of the embedded time. */
    public int timeWidth() {
        return 4 * width();
    }

    /**
     * Reads what is published; an option that is absent has the default of diffusers.
     *
     * @throws IllegalArgumentException if an option is unknown, or sizes do not fit each other
     */
    public static UNetSpatioTemporalConfig read(ModelConfig config) {
        config.only("_class_name", CLASS).ignore("sample_size", "num_frames");
        var idWidth = config.integer("addition_time_embed_dim", 256);
        var added = config.integer("projection_class_embeddings_input_dim", 768);
        argument(
                added % idWidth == 0 && idWidth % 2 == 0,
                "Wanted projection_class_embeddings_input_dim of %s to be a multiple of an even addition_time_embed_dim,"
                        + " found %d and %d",
                config.place(),
                added,
                idWidth);
        var read = new UNetSpatioTemporalConfig(
                config.integer("in_channels", 8),
                config.integer("out_channels", 4),
                levels(config),
                idWidth,
                added / idWidth);
        config.finish();
        return read;
    }

    private static List<Level> levels(ModelConfig config) {
        var channels = config.has("block_out_channels")
                ? config.integers("block_out_channels")
                : List.of(320, 640, 1280, 1280);
        var count = channels.size();
        var down = attends(config, "down_block_types", count);
        var up = attends(config, "up_block_types", count);
        var layers = config.perLevel("layers_per_block", count, 2);
        var depths = config.perLevel("transformer_layers_per_block", count, 1);
        var contexts = config.perLevel("cross_attention_dim", count, 1024);
        var heads = heads(config, count);
        return IntStream.range(0, count)
                .mapToObj(i -> new Level(
                        layers.get(i),
                        new TransformerSpatioTemporalModel.Sizes(
                                channels.get(i), contexts.get(i), heads.get(i), depths.get(i)),
                        down.get(i),
                        up.get(count - 1 - i)))
                .toList();
    }

    private static List<Integer> heads(ModelConfig config, int count) {
        if (config.has("num_attention_heads")) {
            return config.perLevel("num_attention_heads", count);
        }
        argument(
                count == 4,
                "Wanted num_attention_heads in %s, its default is for 4 levels, found %d",
                config.place(),
                count);
        return List.of(5, 10, 20, 20);
    }

    /**
     * Whether each block of {@code down_block_types} or {@code up_block_types}, in the config's order, has
     * transformers.
     */
    private static List<Boolean> attends(ModelConfig config, String key, int count) {
        var plain = key.startsWith("down") ? "DownBlockSpatioTemporal" : "UpBlockSpatioTemporal";
        var attending = "CrossAttn" + plain;
        var types = config.has(key) ? config.texts(key) : standard(key.startsWith("down"), plain, attending);
        argument(types.size() == count, "Wanted %d values for %s of %s, found %s", count, key, config.place(), types);
        argument(
                types.stream().allMatch(t -> t.equals(plain) || t.equals(attending)),
                "Wanted each of %s of %s to be %s or %s, found %s",
                key,
                config.place(),
                attending,
                plain,
                types);
        return types.stream().map(attending::equals).toList();
    }

    private static List<String> standard(boolean plainLast, String plain, String attending) {
        return plainLast
                ? List.of(attending, attending, attending, plain)
                : List.of(plain, attending, attending, attending);
    }
}
