package jointdit.media;

import static jointdit.config.Check.argument;

/**
 * Sound to log-mel spectrogram: {@code ln(max(mel filters of |STFT|^power, floor))}. Thread-safe.
 *
 * <p>Frame k is centred on sample {@code k * hop} of the sound, mirrored at both ends. So L samples have {@code 1 + L /
 * hop} frames, the last centred on the end; a clip cut into K steps of one hop takes the first {@code K = L / hop} of
 * them.
 */
public final class LogMel {
    private final int sampleRateHz;
    private final Stft stft;
    private final MelBasis basis;
    private final int power;
    private final double floor;

    private LogMel(int sampleRateHz, Stft stft, MelBasis basis, Level level) {
        this.sampleRateHz = sampleRateHz;
        this.stft = stft;
        this.basis = basis;
        power = level.power;
        floor = level.floor;
    }

    private record Level(int power, double floor) {}

    /**
     * The front end of AudioLDM2 and of its HiFi-GAN: 16 kHz, 64 mels of 0 to 8000 Hz, magnitude, 1024 samples of
     * window every 160, floor 1e-5.
     */
    public static LogMel audioldm2() {
        var basis = MelBasis.of(16_000, 1024, MelScale.SLANEY, MelScale.SLANEY.corners(66, 8000));
        return new LogMel(16_000, new Stft(1024, 160), basis, new Level(1, 1e-5));
    }

    /** The defaults of torchaudio: 16 kHz, 80 HTK mels of 0 to 8000 Hz, power, 1024 samples every 256, floor 1e-10. */
    public static LogMel torchaudio() {
        var basis = MelBasis.of(16_000, 1024, MelScale.HTK, MelScale.HTK.corners(82, 8000));
        return new LogMel(16_000, new Stft(1024, 256), basis, new Level(2, 1e-10));
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

    /** The logarithm that stands for silence. */
    public double silence() {
        return Math.log(floor);
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
        var spectra = stft.spectra(stft.reflected(sound.samples()), frames);
        var values = new float[frames * bins()];
        var linear = new double[basis.columns()];
        var mel = new double[bins()];
        for (int k = 0; k < frames; k++) {
            level(spectra, k * stft.stride(), linear);
            basis.apply(linear, mel);
            for (int m = 0; m < bins(); m++) {
                values[k * bins() + m] = (float) Math.log(Math.max(mel[m], floor));
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

    private void level(double[] spectra, int from, double[] linear) {
        for (int k = 0; k < linear.length; k++) {
            double re = spectra[from + 2 * k];
            double im = spectra[from + 2 * k + 1];
            double squared = re * re + im * im;
            linear[k] = power == 2 ? squared : Math.sqrt(squared);
        }
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
            for (int i = 0; i < linear.length; i++) {
                magnitudes[k * linear.length + i] = power == 2 ? Math.sqrt(linear[i]) : linear[i];
            }
        }
        return magnitudes;
    }

    Stft stft() {
        return stft;
    }

    MelBasis basis() {
        return basis;
    }
}
