package jointdit.golden;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import jointdit.media.LogMel;
import jointdit.media.Sound;
import jointdit.media.Stft;
import jointdit.tensor.Array;
import jointdit.tensor.Shape;

/** Sound to log-mel spectrograms: AudioLDM2's, and that of the Python project that this one follows. */
final class MelRecomputation implements Recomputation {
    private static final int RATE_HZ = 16_000;
    private static final int FFT_SIZE = 1024;
    private static final int COLUMNS = FFT_SIZE / 2 + 1;
    private static final int SEED_HOP = 256;
    private static final int SEED_BINS = 80;
    private static final double SEED_FLOOR = 1e-10;
    private static final int SHOWN = 8;

    @Override
    public boolean fits(Golden golden) {
        return golden.name().startsWith("mel_frontends");
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var samples = golden.input("wav").floats();
        var all = new TreeMap<>(seed(samples));
        var mel = LogMel.audioldm2();
        var spectrogram = mel.of(new Sound(RATE_HZ, samples));
        all.put("output.mel_filterbank_slaney_64x513", Array.of(Shape.of(mel.bins(), COLUMNS), mel.filters()));
        all.put("output.logmel_aldm2", Array.of(Shape.of(1, spectrogram.frames(), mel.bins()), spectrogram.values()));
        all.put("output.magnitude_every8th_frame", everyEighth(new Stft(FFT_SIZE, mel.hop()).magnitudes(samples)));
        return all;
    }

    /** (1, columns, frames / 8) of (frames, columns). */
    private static Array everyEighth(double[] magnitudes) {
        var frames = (magnitudes.length / COLUMNS + SHOWN - 1) / SHOWN;
        var values = new float[COLUMNS * frames];
        for (var i = 0; i < values.length; i++) {
            values[i] = (float) magnitudes[i % frames * SHOWN * COLUMNS + i / frames];
        }
        return Array.of(Shape.of(1, COLUMNS, frames), values);
    }

    private static Map<String, Array> seed(float[] samples) {
        var basis = HtkMel.of(SEED_BINS, RATE_HZ, FFT_SIZE);
        var power = basis.power(new Stft(FFT_SIZE, SEED_HOP).magnitudes(samples));
        var logarithms =
                Arrays.stream(power).map(p -> Math.log(Math.max(p, SEED_FLOOR))).toArray();
        var low = Arrays.stream(logarithms).min().orElseThrow();
        var span = Arrays.stream(logarithms).max().orElseThrow() - low;
        var frames = logarithms.length / SEED_BINS;
        return Map.of(
                "output.mel_filterbank_htk_80x513",
                Array.of(Shape.of(SEED_BINS, COLUMNS), basis.weights()),
                "output.logmel_seed_htk80",
                Array.of(Shape.of(1, SEED_BINS, frames), floats(logarithms)),
                "output.seed_vae_input",
                Array.of(
                        Shape.of(1, 1, SEED_BINS, frames),
                        floats(Arrays.stream(logarithms)
                                .map(l -> 2 * (l - low) / span - 1)
                                .toArray())));
    }

    private static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (var i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
