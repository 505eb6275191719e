package jointdit.pretrained.vocoder;

import static jointdit.config.Check.argument;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.TransformersOptions;

/**
 * Config of a {@code SpeechT5HifiGan}.
 *
 * @param bins mel bins of the spectrogram
 * @param sampleRateHz of the sound
 * @param channels before the first upsampling; each upsampling halves them
 * @param upsamplings in order
 * @param branches residual branches after each upsampling, averaged
 * @param slope of the leaky ReLUs for negative values
 * @param normalization of the spectrogram
 */
public record HifiGanConfig(
        int bins,
        int sampleRateHz,
        int channels,
        List<Upsampling> upsamplings,
        List<Branch> branches,
        double slope,
        Normalization normalization) {
    /**
     * A transposed convolution.
     *
     * @param rate samples out per sample in
     * @param kernel at least the rate
     */
    public record Upsampling(int rate, int kernel) {
        public Upsampling {
            argument(1 <= rate && rate <= kernel, "Wanted a kernel of at least the rate %d, found %d", rate, kernel);
        }
    }

    /**
     * A residual branch.
     *
     * @param kernel of all its convolutions, odd
     * @param dilations of the first of each pair of convolutions
     */
    public record Branch(int kernel, List<Integer> dilations) {
        public Branch {
            dilations = List.copyOf(dilations);
            argument(kernel % 2 == 1, "Wanted odd resblock_kernel_sizes, found %d", kernel);
        }
    }

    /** What happens to the spectrogram first. */
    public enum Normalization {
        NONE,
        /** Less the stored mean, by the stored scale, per bin. */
        STORED
    }

    public HifiGanConfig {
        upsamplings = List.copyOf(upsamplings);
        branches = List.copyOf(branches);
        argument(
                channels % (1 << upsamplings.size()) == 0,
                "%d channels cannot be halved %d times",
                channels,
                upsamplings.size());
    }

    /**
     * Reads a {@code config.json}.
     *
     * @throws IllegalArgumentException naming an option whose value is not supported
     */
    public static HifiGanConfig read(ModelConfig config) {
        config.only("model_type", "hifigan");
        TransformersOptions.ignore(config);
        var read = new HifiGanConfig(
                config.integer("model_in_dim", 80),
                config.integer("sampling_rate", 16_000),
                config.integer("upsample_initial_channel", 512),
                upsamplings(config),
                branches(config),
                config.number("leaky_relu_slope", 0.1),
                config.flag("normalize_before", true) ? Normalization.STORED : Normalization.NONE);
        config.finish();
        return read;
    }

    private static List<Upsampling> upsamplings(ModelConfig config) {
        var rates = config.integers("upsample_rates");
        var kernels = config.integers("upsample_kernel_sizes");
        argument(
                rates.size() == kernels.size(),
                "Wanted as many upsample_kernel_sizes as upsample_rates in %s, found %s and %s",
                config.place(),
                kernels,
                rates);
        return IntStream.range(0, rates.size())
                .mapToObj(i -> new Upsampling(rates.get(i), kernels.get(i)))
                .toList();
    }

    private static List<Branch> branches(ModelConfig config) {
        var kernels = config.integers("resblock_kernel_sizes");
        var dilations = elements(config.element("resblock_dilation_sizes"));
        argument(
                kernels.size() == dilations.size() && !kernels.isEmpty(),
                "Wanted as many resblock_dilation_sizes as resblock_kernel_sizes in %s, found %s and %s",
                config.place(),
                dilations,
                kernels);
        return IntStream.range(0, kernels.size())
                .mapToObj(i -> new Branch(
                        kernels.get(i),
                        elements(dilations.get(i)).stream()
                                .map(JsonElement::getAsInt)
                                .toList()))
                .toList();
    }

    private static List<JsonElement> elements(JsonElement list) {
        return StreamSupport.stream(list.getAsJsonArray().spliterator(), false).toList();
    }
}
