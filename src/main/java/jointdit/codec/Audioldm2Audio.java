package jointdit.codec;

import static jointdit.config.Check.argument;

import java.nio.file.Files;
import java.util.List;
import jointdit.media.Sound;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.ModelPlaces;
import jointdit.pretrained.ModelRuntime;
import jointdit.pretrained.vae.AutoencoderConfig;
import jointdit.pretrained.vae.AutoencoderKL;
import jointdit.pretrained.vae.Posterior;
import jointdit.pretrained.vocoder.HifiGan;
import jointdit.pretrained.vocoder.HifiGanConfig;
import jointdit.tensor.Array;
import jointdit.tensor.Shape;

/**
 * Sound by the autoencoder of AudioLDM2 over log-mel spectrograms, the mode of the posterior times the scaling factor;
 * its vocoder makes sound of them again.
 *
 * <pre>
 * log-mel  (K, 64)
 * latents  (C, K / r, 64 / r)
 * </pre>
 *
 * @param config settings
 * @param channels C
 * @param reduction r, mel frames and bins of a side of a latent
 * @param models where autoencoder and vocoder are
 */
public record Audioldm2Audio(AudioCodecConfig.Audioldm2 config, int channels, int reduction, ModelPlaces models)
        implements AudioCodec {
    static Audioldm2Audio open(AudioCodecConfig.Audioldm2 config, ModelPlaces models) {
        var network = AutoencoderConfig.read(part(config, models, "vae").config());
        var vocoder = HifiGanConfig.read(part(config, models, "vocoder").config());
        var mel = SoundPatches.MEL;
        argument(
                vocoder.bins() == mel.bins() && vocoder.sampleRateHz() == mel.sampleRateHz(),
                "Wanted a vocoder of %d mel bins at %d Hz in %s, found %d bins at %d Hz",
                mel.bins(),
                mel.sampleRateHz(),
                config.model(),
                vocoder.bins(),
                vocoder.sampleRateHz());
        return new Audioldm2Audio(config, network.latents(), network.levels().reduction(), models);
    }

    private static ModelFolder part(AudioCodecConfig.Audioldm2 config, ModelPlaces models, String name) {
        var root = models.folder(name.equals("vae") ? config.vaeModel() : config.model());
        return ModelFolder.of(Files.isDirectory(root.resolve(name)) ? root.resolve(name) : root);
    }

    @Override
    public int[] shape(int samples) {
        return new int[] {channels, frames(samples) / reduction, SoundPatches.MEL.bins() / reduction};
    }

    /** Mel frames K of {@code samples}, rounded up to whole latents. */
    private int frames(int samples) {
        return new SoundPatches(reduction).melFrames(samples);
    }

    @Override
    public float[] encode(Sound sound) {
        var mel = SoundPatches.MEL;
        var frames = frames(sound.samples().length);
        var spectrogram = mel.of(Codec.fitted(sound, frames * mel.hop()), frames);
        var scaling = network().scalingFactor();
        return autoencoder()
                .run(
                        "encode",
                        net -> in -> List.of(
                                Posterior.of(net.encode(in.get(0))).mean().mul(scaling)),
                        Array.of(Shape.of(1, 1, frames, mel.bins()), spectrogram.values()))
                .get(0)
                .floats();
    }

    @Override
    public Sound decode(float[] latents, int samples, long seed) {
        var mel = SoundPatches.MEL;
        var shape = shape(samples);
        var scaling = network().scalingFactor();
        var spectrogram = autoencoder()
                .run(
                        "decode",
                        net -> in -> List.of(net.decode(in.get(0).div(scaling))),
                        Array.of(Shape.of(1, shape[0], shape[1], shape[2]), latents))
                .get(0);
        var sound = vocode(spectrogram.reshape(1, frames(samples), mel.bins()));
        return Codec.fitted(new Sound(mel.sampleRateHz(), sound), samples);
    }

    private float[] vocode(Array spectrogram) {
        return vocoder()
                .run("vocode", net -> in -> List.of(net.apply(in.get(0))), spectrogram)
                .get(0)
                .floats();
    }

    private ModelFolder part(String name) {
        return part(config, models, name);
    }

    private AutoencoderConfig network() {
        return AutoencoderConfig.read(part("vae").config());
    }

    private ModelRuntime<AutoencoderKL> autoencoder() {
        return ModelRuntime.shared(part("vae"), AutoencoderKL.NAMES, scope -> AutoencoderKL.of(scope, network()));
    }

    private ModelRuntime<HifiGan> vocoder() {
        var folder = part("vocoder");
        return ModelRuntime.shared(
                folder, HifiGan.NAMES, scope -> HifiGan.of(scope, HifiGanConfig.read(folder.config())));
    }

    @Override
    public String fingerprint() {
        return new Fingerprint()
                .add(network().toString())
                .add(autoencoder().fingerprint())
                .add(vocoder().fingerprint())
                .hex();
    }
}
