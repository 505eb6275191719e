package jointdit.pretrained.vocoder;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jointdit.nn.Conv;
import jointdit.pretrained.StoredNames;
import jointdit.tensor.Convolution;
import jointdit.tensor.Init;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Log-mel spectrogram to sound ({@code SpeechT5HifiGan} of transformers, the vocoder of AudioLDM2). Published weights
 * are plain kernels; files that still split them into direction and length ({@code weight_v}, {@code weight_g}) are
 * refused as having missing and superfluous tensors.
 *
 * <pre>
 * spectrogram  (B, K, M) or (K, M)
 * returns      (B, L) or (L), in [-1, 1]
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2010.05646">Kong et al. 2020</a>
 */
public record HifiGan(Conv first, List<Upsampler> upsamplers, Conv last, Optional<Normalization> normalization) {
    /** Mean and scale are stored by every checkpoint, and used by some. */
    public static final StoredNames NAMES = StoredNames.OWN.ignoring("mean|scale");

    private static final int KERNEL = 7;
    private static final double LAST_SLOPE = 0.01;

    /**
     * Moves the spectrogram to the mean and scale of training.
     *
     * @param mean (M,)
     * @param scale (M,)
     */
    record Normalization(Tensor mean, Tensor scale) {
        Tensor apply(Tensor spectrogram) {
            return spectrogram.sub(mean).div(scale);
        }
    }

    public static HifiGan of(Scope scope, HifiGanConfig config) {
        var count = config.upsamplings().size();
        var convolution = Convolution.of(1, 1, KERNEL / 2);
        return new HifiGan(
                Conv.of(scope.in("conv_pre"), config.bins(), config.channels(), convolution, KERNEL),
                IntStream.range(0, count)
                        .mapToObj(i -> Upsampler.of(scope, config, i))
                        .toList(),
                Conv.of(scope.in("conv_post"), config.channels() >> count, 1, convolution, KERNEL),
                normalization(scope, config));
    }

    private static Optional<Normalization> normalization(Scope scope, HifiGanConfig config) {
        return switch (config.normalization()) {
            case NONE -> Optional.empty();
            case STORED ->
                Optional.of(new Normalization(
                        scope.parameter("mean", Init.zeros(), config.bins()),
                        scope.parameter("scale", new Init.Constant(1), config.bins())));
        };
    }

    public Tensor apply(Tensor spectrogram) {
        if (spectrogram.shape().rank() == 2) {
            return apply(spectrogram.unsqueeze(0)).squeeze(0);
        }
        var hidden = first.apply(
                normalization.map(n -> n.apply(spectrogram)).orElse(spectrogram).transpose(1, 2));
        for (var upsampler : upsamplers) {
            hidden = upsampler.apply(hidden);
        }
        return last.apply(hidden.leakyRelu(LAST_SLOPE)).tanh().squeeze(1);
    }
}
