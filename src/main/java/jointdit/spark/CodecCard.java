package jointdit.spark;

import java.util.Optional;
import jointdit.codec.CodecConfig;

/**
 * What {@code codec.json} says about a fitted codec.
 *
 * @param codec its settings
 * @param fit how it was fitted
 * @param fingerprint of the codec
 * @param videoExplained share of the variance of picture patches that its channels hold, in [0, 1], if it is fitted
 * @param audioExplained the same for log-mel patches
 * @param psnr peak signal-to-noise ratio of decoded pictures in dB, on {@code measured} clips
 * @param logMelL1 mean distance of log-mel spectrograms (natural logarithm) of decoded sound, on the same clips
 * @param measured clips of split {@code validation}, or of {@code train} where there are none
 */
public record CodecCard(
        CodecConfig codec,
        FitConfig fit,
        String fingerprint,
        Optional<Double> videoExplained,
        Optional<Double> audioExplained,
        double psnr,
        double logMelL1,
        int measured) {}
