package jointdit.media;

import static jointdit.config.Check.argument;

/**
 * Short-time Fourier transform with a periodic Hann window as wide as the transform; frame k is centred on sample
 * {@code k * hop}. Thread-safe.
 *
 * <pre>
 * padded    the sound with fftSize/2 samples more at each end
 * spectra   (K, fftSize/2 + 1) complex: real, imaginary, real, imaginary
 * </pre>
 */
public final class Stft {
    private final int fftSize;
    private final int hop;
    private final Fourier fourier;
    private final double[] window;

    public Stft(int fftSize, int hop) {
        argument(hop >= 1 && hop <= fftSize / 2, "Hop must lie in [1, %d], found %d", fftSize / 2, hop);
        this.fftSize = fftSize;
        this.hop = hop;
        fourier = new Fourier(fftSize);
        window = new double[fftSize];
        for (int i = 0; i < fftSize; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / fftSize);
        }
    }

    int fftSize() {
        return fftSize;
    }

    int hop() {
        return hop;
    }

    /** Complex values per frame, times two. */
    int stride() {
        return fftSize + 2;
    }

    /** The samples with their mirror image beyond both ends (the end samples themselves are not repeated). */
    double[] reflected(float[] samples) {
        int half = fftSize / 2;
        argument(samples.length > half, "Wanted more than %d samples of sound, found %d", half, samples.length);
        var padded = new double[samples.length + fftSize];
        for (int i = 0; i < padded.length; i++) {
            int at = Math.abs(i - half);
            padded[i] = samples[at < samples.length ? at : 2 * (samples.length - 1) - at];
        }
        return padded;
    }

    /** Magnitudes of all {@code K = 1 + L / hop} frames of L samples, mirrored at both ends; (K, fftSize/2 + 1). */
    public double[] magnitudes(float[] samples) {
        return magnitudes(samples, 1 + samples.length / hop);
    }

    double[] magnitudes(float[] samples, int frames) {
        var spectra = spectra(reflected(samples), frames);
        var magnitudes = new double[spectra.length / 2];
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = Math.sqrt(spectra[2 * i] * spectra[2 * i] + spectra[2 * i + 1] * spectra[2 * i + 1]);
        }
        return magnitudes;
    }

    double[] spectra(double[] padded, int frames) {
        var spectra = new double[frames * stride()];
        for (int k = 0; k < frames; k++) {
            int to = k * stride();
            for (int i = 0; i < fftSize; i++) {
                spectra[to + i] = padded[k * hop + i] * window[i];
            }
            fourier.forward(spectra, to);
        }
        return spectra;
    }

    /** The padded sound whose spectra come closest (least squares); length {@code (frames - 1) * hop + fftSize}. */
    double[] padded(double[] spectra, int frames) {
        var sum = new double[(frames - 1) * hop + fftSize];
        var weight = new double[sum.length];
        var frame = new double[stride()];
        for (int k = 0; k < frames; k++) {
            System.arraycopy(spectra, k * stride(), frame, 0, stride());
            fourier.inverse(frame, 0);
            for (int i = 0, to = k * hop; i < fftSize; i++, to++) {
                sum[to] += window[i] * frame[i];
                weight[to] += window[i] * window[i];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= Math.max(weight[i], 1e-8);
        }
        return sum;
    }
}
