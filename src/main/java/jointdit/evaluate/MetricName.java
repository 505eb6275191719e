package jointdit.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the name of a metric means.
 *
 * @param start the name, or its start if it goes on with a dash
 * @param better which values are good
 * @param words what it is
 */
public record MetricName(String start, Better better, String words) {
    /** Which values are good. */
    public enum Better {
        HIGHER,
        LOWER,
        NEITHER
    }

    /** In the order of a table; of several that fit, the longest start counts. */
    private static final List<MetricName> KNOWN = List.of(
            good("event-f1", "events seen and heard within a frame of each other, one to one"),
            good("event-precision", "share of the sounds that belong to something seen"),
            good("event-recall", "share of what is seen that is heard"),
            controls("event-f1-shuffled", "event F1 of pictures with the sounds of other clips: chance"),
            controls("event-f1-shifted", "event F1 with the sound moved in time: chance"),
            neither("event-offset", "sound after picture, seconds, mean of the pairs"),
            good("event-f1-video-truth", "events seen within a frame of those that are known to happen"),
            good("event-f1-audio-truth", "events heard within a frame of those that are known to happen"),
            neither("event-offset-video-truth", "seen after what is known to happen, seconds"),
            neither("event-offset-audio-truth", "heard after what is known to happen, seconds"),
            good("integrity", "share of the frames in which the object is whole"),
            neither("hits", "events seen in a clip"),
            neither("onsets", "events heard in a clip"),
            good("av-align-2025", "AV-Align, version of 2025"),
            controls("av-align-2025-shuffled", "AV-Align (2025) of pictures with the sounds of other clips"),
            controls("av-align-2025-shifted", "AV-Align (2025) with the sound moved in time"),
            good("av-align-2023", "AV-Align, version of 2023"),
            controls("av-align-2023-shuffled", "AV-Align (2023) of pictures with the sounds of other clips"),
            controls("av-align-2023-shifted", "AV-Align (2023) with the sound moved in time"),
            good("lag-correlation", "greatest correlation of motion and onsets over lags"),
            neither("lag", "lag of the greatest correlation, seconds"),
            good("psnr", "peak signal-to-noise ratio against the reference, dB"),
            good("ssim", "structural similarity to the reference"),
            good("first-frame-psnr", "first frame against the picture that was asked for, dB"),
            bad("log-mel-l1", "distance of log-mel spectrograms from the reference"),
            bad("spectral-convergence", "error of the spectrogram's magnitudes over the reference's"),
            bad("frechet", "Frechet distance from the reference, in an embedding"),
            bad("kernel", "kernel distance (polynomial MMD) from the reference, in an embedding"),
            good("clip-text", "CLIP similarity of caption and frames"),
            good("clip-image", "CLIP similarity of first picture and frames"),
            bad("memorised", "share of the clips that repeat a training clip"),
            neither("nearest", "distance to the nearest training clip"),
            bad("leakage", "held-out clips that are also trained on"),
            bad("failures", "clips that could not be looked at"),
            bad("fault", "clips with a fault"),
            neither("clips", "clips that were looked at"));

    private static MetricName good(String start, String words) {
        return new MetricName(start, Better.HIGHER, words);
    }

    private static MetricName bad(String start, String words) {
        return new MetricName(start, Better.LOWER, words);
    }

    private static MetricName neither(String start, String words) {
        return new MetricName(start, Better.NEITHER, words);
    }

    private static MetricName controls(String start, String words) {
        return neither(start, words);
    }

    /** What is known of a metric; empty if nothing is. */
    public static Optional<MetricName> of(String metric) {
        return KNOWN.stream()
                .filter(known -> metric.equals(known.start) || metric.startsWith(known.start + "-"))
                .max(Comparator.comparingInt(known -> known.start.length()));
    }

    /** Where it stands among others in a table; unknown ones come last. */
    public static int place(String metric) {
        return of(metric).map(KNOWN::indexOf).orElse(KNOWN.size());
    }
}
