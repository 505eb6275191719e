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
        ModelRuntime unet,
        AutoencoderConfig autoencoder,
        ModelRuntime vae,
        HifiGanConfig sound,
        ModelRuntime vocoder)
        implements AutoCloseable {
    static AudioLdm2Networks open(PipelineFolder folder, Device device) {
        var unet = folder.component("unet", "AudioLDM2UNet2DConditionModel");
        var vae = folder.component("vae", "AutoencoderKL");
        var vocoder = folder.component("vocoder", "SpeechT5HifiGan");
        return new AudioLdm2Networks(
                AudioLdm2UNetConfig.read(unet.config()),
                new ModelRuntime(unet.tensors(AudioLdm2UNet.NAMES), device),
                AutoencoderConfig.read(vae.config()),
                new ModelRuntime(vae.tensors(AutoencoderKL.NAMES), device),
                HifiGanConfig.read(vocoder.config()),
                new ModelRuntime(vocoder.tensors(HifiGan.NAMES), device));
    }

    /** Prediction for latents (R, C, T, M) at a time. */
    Array predict(Array sample, Array timestep, AudioLdm2Condition condition) {
        return unet.run(
                        "predict",
                        scope -> AudioLdm2UNet.prompted(scope, denoiser),
                        sample,
                        timestep,
                        condition.written(),
                        condition.states(),
                        condition.mask())
                .get(0);
    }

    /** Latents as the UNet sees them to log mels (1, 1, K, M). */
    Array decode(Array latents) {
        return vae.run(
                        "decode",
                        scope -> {
                            var net = AutoencoderKL.of(scope, autoencoder);
                            return in -> List.of(net.decode(in.get(0).div(autoencoder.scalingFactor())));
                        },
                        latents)
                .get(0);
    }

    /** Log mels (1, 1, K, M) to sound (1, L). */
    Array vocode(Array mel) {
        return vocoder.run(
                        "vocode",
                        scope -> {
                            var net = HifiGan.of(scope, sound);
                            return in -> List.of(net.apply(in.get(0)));
                        },
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
