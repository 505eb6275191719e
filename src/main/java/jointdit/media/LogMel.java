package jointdit.media;

import static jointdit.config.Check.argument;

import java.util.Arrays;

/**
 * Sound to log-mel spectrogram as AudioLDM2 and its HiFi-GAN have it: {@code ln(max(mel filters of |STFT|, floor))}.
 * Thread-safe.
 *
 * <p>Frame k is centred on sample {@code k * hop} of the sound, mirrored at both ends. So L samples have {@code 1 + L /
 * hop} frames, the last centred on the end; a clip cut into K steps of one hop takes the first {@code K = L / hop} of
 * them.
 */
public final class LogMel {
    private static final int FFT_SIZE = 1024;
    private static final int HOP = 160;
    private static final int BINS = 64;
    private static final double HIGH_HZ = 8000;
    private static final double FLOOR = 1e-5;

    private final int sampleRateHz;
    private final Stft stft;
    private final MelBasis basis;

    private LogMel(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
        stft = new Stft(FFT_SIZE, HOP);
        basis = MelBasis.of(sampleRateHz, FFT_SIZE, SlaneyMel.corners(BINS + 2, HIGH_HZ));
    }

    /** 16 kHz, 64 mels of 0 to 8000 Hz, magnitude, 1024 samples of window every 160, floor 1e-5. */
    public static LogMel audioldm2() {
        return new LogMel(16_000);
    }

    public int sampleRateHz() {
        return sampleRateHz;
    }

    /** Samples from one frame to the next. */
    public int hop() {
        return stft.hop();
    }

    /** Mel bins M. */
    public int bins() {
        return basis.bins();
    }

    /** Weights of the mel filters, (M, 513). */
    public float[] filters() {
        return basis.dense();
    }

    /** The logarithm that stands for silence. */
    public double silence() {
        return Math.log(FLOOR);
    }

    /**
     * All frames of a sound.
     *
     * @return {@code 1 + L / hop} frames
     * @throws IllegalArgumentException if the sample rate differs or the sound is shorter than half a window
     */
    public Spectrogram of(Sound sound) {
        return of(sound, 1 + sound.samples().length / hop());
    }

    /**
     * The first frames of a sound; {@code L / hop} of them pair with a clip of L samples, and {@link GriffinLim} gives
     * L samples back.
     *
     * @param frames K, at least 1 and at most {@code 1 + L / hop}
     */
    public Spectrogram of(Sound sound, int frames) {
        checkFits(sound, frames);
        var magnitudes = stft.magnitudes(sound.samples(), frames);
        var values = new float[frames * bins()];
        var mel = new double[bins()];
        for (int k = 0; k < frames; k++) {
            basis.apply(Arrays.copyOfRange(magnitudes, k * basis.columns(), (k + 1) * basis.columns()), mel);
            for (int m = 0; m < bins(); m++) {
                values[k * bins() + m] = (float) Math.log(Math.max(mel[m], FLOOR));
            }
        }
        return new Spectrogram(bins(), values);
    }

    private void checkFits(Sound sound, int frames) {
        argument(
                sound.sampleRateHz() == sampleRateHz,
                "Wanted sound at %d Hz, found %d Hz; resample it first",
                sampleRateHz,
                sound.sampleRateHz());
        int most = 1 + sound.samples().length / hop();
        argument(1 <= frames && frames <= most, "Wanted 1 to %d mel frames, found %d", most, frames);
    }

    /** The Fourier magnitudes that best explain a spectrogram, (K, fftSize/2 + 1). */
    double[] magnitudes(Spectrogram spectrogram) {
        argument(spectrogram.bins() == bins(), "Wanted a spectrogram of %d bins, found %d", bins(), spectrogram.bins());
        var magnitudes = new double[spectrogram.frames() * basis.columns()];
        var mel = new double[bins()];
        for (int k = 0; k < spectrogram.frames(); k++) {
            for (int m = 0; m < mel.length; m++) {
                mel[m] = Math.exp(spectrogram.values()[k * mel.length + m]);
            }
            var linear = basis.inverse(mel);
            System.arraycopy(linear, 0, magnitudes, k * linear.length, linear.length);
        }
        return magnitudes;
    }

    Stft stft() {
        return stft;
    }
}
