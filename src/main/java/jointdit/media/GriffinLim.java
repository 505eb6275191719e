package jointdit.media;

import static jointdit.config.Check.argument;

import java.util.Random;

/**
 * Log-mel spectrogram to sound without a network: non-negative least squares from mel to linear frequency, then phases
 * found by fast Griffin-Lim.
 *
 * @param mel the front end that made the spectrograms
 * @param iterations rounds of phase search, at least 1
 * @see <a href="https://doi.org/10.1109/WASPAA.2013.6701851">Perraudin, Balazs and Sondergaard 2013</a>
 */
public record GriffinLim(LogMel mel, int iterations) {
    private static final double MOMENTUM = 0.99;

    public GriffinLim {
        argument(iterations >= 1, "Griffin-Lim iterations must be at least 1, found %d", iterations);
    }

    /** 32 iterations. */
    public GriffinLim(LogMel mel) {
        this(mel, 32);
    }

    /**
     * A sound with about this spectrogram.
     *
     * @param spectrogram K frames, centred on samples 0, hop, 2 hop and so on
     * @param seed of the first phases; the same seed gives the same samples
     * @return {@code K * hop} samples, clipped to [-1, 1]
     */
    public Sound of(Spectrogram spectrogram, long seed) {
        int frames = spectrogram.frames();
        argument(frames >= 1, "Wanted at least 1 mel frame, found %d", frames);
        var stft = mel.stft();
        var magnitudes = mel.magnitudes(spectrogram);
        var spectra = randomPhases(magnitudes, seed);
        var before = new double[spectra.length];
        for (int i = 0; i < iterations; i++) {
            var rebuilt = stft.spectra(stft.padded(spectra, frames), frames);
            keepPhases(rebuilt, before, magnitudes, spectra);
            before = rebuilt;
        }
        return cut(stft.padded(spectra, frames), frames);
    }

    private static double[] randomPhases(double[] magnitudes, long seed) {
        var random = new Random(seed);
        var spectra = new double[2 * magnitudes.length];
        for (int i = 0; i < magnitudes.length; i++) {
            double phase = 2 * Math.PI * random.nextDouble();
            spectra[2 * i] = magnitudes[i] * Math.cos(phase);
            spectra[2 * i + 1] = magnitudes[i] * Math.sin(phase);
        }
        return spectra;
    }

    /** Phases of {@code rebuilt - momentum / (1 + momentum) * before}, at the wanted magnitudes. */
    private static void keepPhases(double[] rebuilt, double[] before, double[] magnitudes, double[] spectra) {
        double pull = MOMENTUM / (1 + MOMENTUM);
        for (int i = 0; i < magnitudes.length; i++) {
            double re = rebuilt[2 * i] - pull * before[2 * i];
            double im = rebuilt[2 * i + 1] - pull * before[2 * i + 1];
            double scale = magnitudes[i] / (Math.sqrt(re * re + im * im) + 1e-16);
            spectra[2 * i] = re * scale;
            spectra[2 * i + 1] = im * scale;
        }
    }

    private Sound cut(double[] padded, int frames) {
        var samples = new float[frames * mel.hop()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.max(-1, Math.min(1, padded[mel.stft().fftSize() / 2 + i]));
        }
        return new Sound(mel.sampleRateHz(), samples);
    }
}
