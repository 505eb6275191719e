package jointdit.media;

/**
 * Power in Slaney's mel bands up to half the rate, as librosa's {@code melspectrogram} has it: silence beyond both
 * ends.
 *
 * @see <a href="https://librosa.org/doc/0.10.1/generated/librosa.feature.melspectrogram.html">melspectrogram</a>
 */
public final class MelPower {
    private final Stft stft;
    private final MelBasis basis;

    /**
     * @param sampleRateHz of the sound
     * @param fftSize samples of a transform, a power of two
     * @param hop samples from one frame to the next
     * @param bands mel bands M
     */
    public MelPower(int sampleRateHz, int fftSize, int hop, int bands) {
        stft = new Stft(fftSize, hop);
        basis = MelBasis.of(sampleRateHz, fftSize, SlaneyMel.corners(bands + 2, sampleRateHz / 2.0));
    }

    /** Of L samples, time-major (1 + L / hop, M). */
    public double[] of(float[] samples) {
        int frames = 1 + samples.length / stft.hop();
        var padded = new double[samples.length + stft.fftSize()];
        for (int i = 0; i < samples.length; i++) {
            padded[stft.fftSize() / 2 + i] = samples[i];
        }
        var spectra = stft.spectra(padded, frames);
        var power = new double[frames * basis.bins()];
        var linear = new double[stft.fftSize() / 2 + 1];
        var mel = new double[basis.bins()];
        for (int k = 0; k < frames; k++) {
            for (int b = 0, at = k * stft.stride(); b < linear.length; b++, at += 2) {
                linear[b] = spectra[at] * spectra[at] + spectra[at + 1] * spectra[at + 1];
            }
            basis.apply(linear, mel);
            System.arraycopy(mel, 0, power, k * mel.length, mel.length);
        }
        return power;
    }
}
