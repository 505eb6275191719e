package jointdit.pretrained.audioldm2;

import static jointdit.config.Check.argument;

import com.google.gson.JsonElement;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import jointdit.nn.ResnetBlock;
import jointdit.nn.SinusoidalEmbedding;
import jointdit.nn.Transformer2D;
import jointdit.pretrained.ModelConfig;

/**
 * Config of an {@code AudioLDM2UNet2DConditionModel}.
 *
 * @param inputs channels of the sample
 * @param outputs channels of the prediction
 * @param kernelIn size of the first kernel, odd
 * @param kernelOut size of the last kernel, odd
 * @param levels from the finest to the coarsest
 * @param time the time embedding
 * @param groups of every norm
 * @param eps of the norms outside transformers
 */
public record AudioLdm2UNetConfig(
        int inputs, int outputs, int kernelIn, int kernelOut, List<Level> levels, Time time, int groups, double eps) {
    private static final int MOST_ATTENTIONS = 4;

    /**
     * One resolution.
     *
     * @param channels of its feature maps
     * @param layers residual layers on the way down; one more on the way up
     * @param attentions its transformers, where it has any
     * @param attendsDown whether it has them on the way down
     * @param attendsUp whether it has them on the way up
     */
    public record Level(int channels, int layers, Attentions attentions, boolean attendsDown, boolean attendsUp) {
        Attentions down() {
            return attendsDown ? attentions : attentions.none();
        }

        Attentions up() {
            return attendsUp ? attentions : attentions.none();
        }
    }

    /**
     * The transformers after each residual block.
     *
     * @param sizes of each
     * @param contextWidths channels of what each attends to; without for one that attends to its own pixels only
     */
    public record Attentions(Transformer2D.Sizes sizes, List<Optional<Integer>> contextWidths) {
        public Attentions {
            contextWidths = List.copyOf(contextWidths);
        }

        Attentions none() {
            return new Attentions(sizes, List.of());
        }
    }

    /**
     * The time embedding.
     *
     * @param frequencies width of the sinusoids
     * @param width of the embedding
     * @param order of cosines and sines
     * @param shift of the frequencies
     */
    public record Time(int frequencies, int width, SinusoidalEmbedding.Order order, int shift) {}

    public AudioLdm2UNetConfig {
        levels = List.copyOf(levels);
        argument(kernelIn % 2 == 1, "Wanted an odd conv_in_kernel, found %d", kernelIn);
        argument(kernelOut % 2 == 1, "Wanted an odd conv_out_kernel, found %d", kernelOut);
    }

    /**
     * Reads a {@code config.json}.
     *
     * @throws IllegalArgumentException naming an option whose value is not supported
     */
    public static AudioLdm2UNetConfig read(ModelConfig config) {
        requireSupported(config);
        var channels = config.integers("block_out_channels");
        var read = new AudioLdm2UNetConfig(
                config.integer("in_channels", 4),
                config.integer("out_channels", 4),
                config.integer("conv_in_kernel", 3),
                config.integer("conv_out_kernel", 3),
                levels(config, channels),
                time(config, channels.get(0)),
                config.integer("norm_num_groups", 32),
                config.number("norm_eps", 1e-5));
        config.finish();
        return read;
    }

    private static void requireSupported(ModelConfig config) {
        config.only("_class_name", "AudioLDM2UNet2DConditionModel")
                .only("act_fn", "silu", "swish")
                .only("class_embed_type")
                .only("class_embeddings_concat", false)
                .only("downsample_padding", 1)
                .only("mid_block_scale_factor", 1)
                .only("mid_block_type", "UNetMidBlock2DCrossAttn")
                .only("num_attention_heads")
                .only("num_class_embeds")
                .only("only_cross_attention", false)
                .only("projection_class_embeddings_input_dim")
                .only("resnet_time_scale_shift", "default")
                .only("time_cond_proj_dim")
                .only("time_embedding_act_fn")
                .only("time_embedding_type", "positional")
                .only("timestep_post_act")
                .only("upcast_attention", false)
                .ignore("sample_size");
    }

    private static Time time(ModelConfig config, int channels) {
        return new Time(
                channels,
                config.integer("time_embedding_dim", 4 * channels),
                config.flag("flip_sin_to_cos", true)
                        ? SinusoidalEmbedding.Order.COSINES_FIRST
                        : SinusoidalEmbedding.Order.SINES_FIRST,
                config.integer("freq_shift", 0));
    }

    private static List<Level> levels(ModelConfig config, List<Integer> channels) {
        var count = channels.size();
        var layers = config.perLevel("layers_per_block", count, 2);
        var attentions = attentions(config, channels);
        var down = attends(config, "down_block_types", "CrossAttnDownBlock2D", "DownBlock2D");
        var up = attends(config, "up_block_types", "CrossAttnUpBlock2D", "UpBlock2D");
        argument(
                down.size() == count && up.size() == count,
                "Wanted %d down and up blocks in %s, found %d and %d",
                count,
                config.place(),
                down.size(),
                up.size());
        return IntStream.range(0, count)
                .mapToObj(i -> new Level(
                        channels.get(i), layers.get(i), attentions.get(i), down.get(i), up.get(count - 1 - i)))
                .toList();
    }

    private static List<Boolean> attends(ModelConfig config, String key, String with, String without) {
        var types = config.texts(key);
        types.forEach(type -> argument(
                type.equals(with) || type.equals(without),
                "Option %s of %s has %s; supported here: %s and %s",
                key,
                config.place(),
                type,
                with,
                without));
        return types.stream().map(with::equals).toList();
    }

    private static List<Attentions> attentions(ModelConfig config, List<Integer> channels) {
        var count = channels.size();
        var heads = config.perLevel("attention_head_dim", count, 8); // named so, and the number of heads
        var blocks = config.perLevel("transformer_layers_per_block", count, 1);
        var groups = config.integer("norm_num_groups", 32);
        var projection = config.flag("use_linear_projection", false)
                ? Transformer2D.Projection.LINEAR
                : Transformer2D.Projection.CONVOLUTION;
        var widths = contextWidths(config, count);
        return IntStream.range(0, count)
                .mapToObj(i -> new Attentions(
                        new Transformer2D.Sizes(channels.get(i), heads.get(i), blocks.get(i), groups, projection),
                        widths.get(i)))
                .toList();
    }

    /** Of every level; a single number is for all, a list has a number or a list with nulls for each. */
    private static List<List<Optional<Integer>>> contextWidths(ModelConfig config, int count) {
        var value = config.element("cross_attention_dim");
        var perLevel = value.isJsonArray() ? elements(value) : Collections.nCopies(count, value);
        argument(
                perLevel.size() == count,
                "Wanted %d values for cross_attention_dim of %s, found %s",
                count,
                config.place(),
                value);
        return perLevel.stream().map(level -> widths(config, level)).toList();
    }

    private static List<Optional<Integer>> widths(ModelConfig config, JsonElement level) {
        var widths = (level.isJsonArray() ? elements(level) : List.of(level))
                .stream()
                        .map(w -> w.isJsonNull() ? Optional.<Integer>empty() : Optional.of(w.getAsInt()))
                        .toList();
        argument(
                !widths.isEmpty() && widths.size() <= MOST_ATTENTIONS,
                "Wanted 1 to %d widths per level for cross_attention_dim of %s, found %s",
                MOST_ATTENTIONS,
                config.place(),
                level);
        return widths;
    }

    private static List<JsonElement> elements(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).toList();
    }

    /** Channels of the contexts, in the order of the streams; transformers without a context do not count. */
    public List<Integer> streamWidths() {
        return levels.stream()
                .map(level -> level.attentions().contextWidths().stream()
                        .flatMap(Optional::stream)
                        .toList())
                .filter(widths -> !widths.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    Level coarsest() {
        return levels.get(levels.size() - 1);
    }

    ResnetBlock.Sizes resnet(int inputs, int outputs) {
        return new ResnetBlock.Sizes(inputs, outputs, time.width(), groups, eps);
    }
}
