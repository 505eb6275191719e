package jointdit.generate;

import java.util.List;
import jointdit.pretrained.ModelRuntime;
import jointdit.pretrained.PipelineFolder;
import jointdit.pretrained.audioldm2.AudioLdm2UNet;
import jointdit.pretrained.audioldm2.AudioLdm2UNetConfig;
import jointdit.pretrained.vae.AutoencoderConfig;
import jointdit.pretrained.vae.AutoencoderKL;
import jointdit.pretrained.vocoder.HifiGan;
import jointdit.pretrained.vocoder.HifiGanConfig;
import jointdit.tensor.Array;
import jointdit.tensor.Device;

/**
 * Networks of AudioLDM2 that make sound.
 *
 * @param denoiser settings of the UNet
 * @param autoencoder settings of the autoencoder
 * @param sound settings of the vocoder
 */
record AudioLdm2Networks(
        AudioLdm2UNetConfig denoiser,
        ModelRuntime<AudioLdm2UNet> unet,
        AutoencoderConfig autoencoder,
        ModelRuntime<AutoencoderKL> vae,
        HifiGanConfig sound,
        ModelRuntime<HifiGan> vocoder)
        implements AutoCloseable {
    static AudioLdm2Networks open(PipelineFolder folder, Device device) {
        var unet = folder.component("unet", "AudioLDM2UNet2DConditionModel");
        var vae = folder.component("vae", "AutoencoderKL");
        var vocoder = folder.component("vocoder", "SpeechT5HifiGan");
        var denoiser = AudioLdm2UNetConfig.read(unet.config());
        var autoencoder = AutoencoderConfig.read(vae.config());
        var sound = HifiGanConfig.read(vocoder.config());
        return new AudioLdm2Networks(
                denoiser,
                new ModelRuntime<>(
                        unet.tensors(AudioLdm2UNet.NAMES), scope -> AudioLdm2UNet.of(scope, denoiser), device),
                autoencoder,
                new ModelRuntime<>(
                        vae.tensors(AutoencoderKL.NAMES), scope -> AutoencoderKL.of(scope, autoencoder), device),
                sound,
                new ModelRuntime<>(vocoder.tensors(HifiGan.NAMES), scope -> HifiGan.of(scope, sound), device));
    }

    /** Prediction for latents (R, C, T, M) at a time. */
    Array predict(Array sample, Array timestep, AudioLdm2Condition condition) {
        return unet.run(
                        "predict",
                        AudioLdm2UNet::prompted,
                        sample,
                        timestep,
                        condition.written(),
                        condition.states(),
                        condition.mask())
                .get(0);
    }

    /** Latents as the UNet sees them to log mels (1, 1, K, M). */
    Array decode(Array latents) {
        var scaling = autoencoder.scalingFactor();
        return vae.run("decode", net -> in -> List.of(net.decode(in.get(0).div(scaling))), latents)
                .get(0);
    }

    /** Log mels (1, 1, K, M) to sound (1, L). */
    Array vocode(Array mel) {
        return vocoder.run(
                        "vocode",
                        net -> in -> List.of(net.apply(in.get(0))),
                        mel.reshape(1, mel.shape().size(2), mel.shape().size(3)))
                .get(0);
    }

    /** Samples of sound for one mel frame. */
    int hop() {
        return sound.upsamplings().stream()
                .mapToInt(HifiGanConfig.Upsampling::rate)
                .reduce(1, Math::multiplyExact);
    }

    String fingerprint() {
        return unet.fingerprint() + vae.fingerprint() + vocoder.fingerprint();
    }

    @Override
    public void close() {
        unet.close();
        vae.close();
        vocoder.close();
    }
}
