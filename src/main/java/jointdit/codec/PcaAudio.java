package jointdit.codec;

import jointdit.media.GriffinLim;
import jointdit.media.Sound;

/**
 * Sound by whitened principal components of log-mel patches, fitted by {@code spark.PcaCodecFit}; phases come back by
 * Griffin-Lim.
 *
 * <pre>
 * log-mel  (K, 64)
 * latents  (channels, K / patch, 64 / patch)
 * </pre>
 *
 * @param config sizes
 * @param basis of log-mel patches
 */
public record PcaAudio(AudioCodecConfig.Pca config, PcaBasis basis) implements AudioCodec {
    private static final GriffinLim VOCODER = new GriffinLim(SoundPatches.MEL);

    public PcaAudio {
        basis.check("audio", config.channels(), config.patch() * config.patch());
    }

    @Override
    public int[] shape(int samples) {
        var patch = config.patch();
        return new int[] {config.channels(), patches().melFrames(samples) / patch, SoundPatches.MEL.bins() / patch};
    }

    @Override
    public float[] encode(Sound sound) {
        return basis.project(patches().of(sound));
    }

    @Override
    public Sound decode(float[] latents, int samples, long seed) {
        var mel = patches().spectrogram(basis.reconstruct(latents));
        return Codec.fitted(VOCODER.of(mel, seed), samples);
    }

    @Override
    public String fingerprint() {
        return new Fingerprint().add(config.toString()).add(basis).hex();
    }

    private SoundPatches patches() {
        return new SoundPatches(config.patch());
    }
}
