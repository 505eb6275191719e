package jointdit.generate;

import java.util.List;
import jointdit.codec.Fingerprint;
import jointdit.condition.SvdImages;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.ModelRuntime;
import jointdit.pretrained.PipelineFolder;
import jointdit.pretrained.svd.UNetSpatioTemporalConditionModel;
import jointdit.pretrained.svd.UNetSpatioTemporalConfig;
import jointdit.pretrained.vae.AutoencoderConfig;
import jointdit.pretrained.vae.AutoencoderKLTemporalDecoder;
import jointdit.pretrained.vae.Posterior;
import jointdit.tensor.Array;
import jointdit.tensor.Device;

/**
 * Networks of Stable Video Diffusion.
 *
 * @param images embeds pictures
 * @param autoencoder settings of the autoencoder
 * @param trainedFrames frames the UNet was trained on
 */
record SvdNetworks(
        SvdImages images,
        AutoencoderConfig autoencoder,
        ModelRuntime<AutoencoderKLTemporalDecoder> vae,
        ModelRuntime<UNetSpatioTemporalConditionModel> unet,
        int trainedFrames)
        implements AutoCloseable {
    static SvdNetworks open(PipelineFolder folder, Device device) {
        var vae = folder.component("vae", "AutoencoderKLTemporalDecoder");
        var unet = folder.component("unet", UNetSpatioTemporalConfig.CLASS);
        return new SvdNetworks(
                SvdImages.open(folder, device),
                AutoencoderConfig.readTemporal(vae.config()),
                autoencoder(vae, device),
                denoiser(unet, device),
                trainedFrames(unet));
    }

    private static ModelRuntime<AutoencoderKLTemporalDecoder> autoencoder(ModelFolder folder, Device device) {
        var config = AutoencoderConfig.readTemporal(folder.config());
        return new ModelRuntime<>(
                folder.tensors(AutoencoderKLTemporalDecoder.NAMES),
                scope -> AutoencoderKLTemporalDecoder.of(scope, config),
                device);
    }

    private static ModelRuntime<UNetSpatioTemporalConditionModel> denoiser(ModelFolder folder, Device device) {
        var config = UNetSpatioTemporalConfig.read(folder.config());
        return new ModelRuntime<>(
                folder.tensors(UNetSpatioTemporalConditionModel.NAMES),
                scope -> UNetSpatioTemporalConditionModel.of(scope, config),
                device);
    }

    private static int trainedFrames(ModelFolder unet) {
        return unet.config().integer("num_frames", 25);
    }

    /** Pixels in [-1, 1], (1, 3, H, W), to the mode of their latents, without the scaling factor. */
    Array mode(Array pixels) {
        return vae.run(
                        "mode",
                        net -> in -> List.of(Posterior.of(net.encode(in.get(0))).mean()),
                        pixels)
                .get(0);
    }

    /** Prediction for a batch: sample, time, context and ids as the UNet takes them. */
    Array predict(Array... inputs) {
        return unet.run("predict", net -> in -> List.of(net.apply(in.get(0), in.get(1), in.get(2), in.get(3))), inputs)
                .get(0);
    }

    /** Latents of consecutive frames (F, C, H / r, W / r), as the UNet sees them, to pixels (F, 3, H, W). */
    Array decode(Array latents) {
        var scaling = autoencoder.scalingFactor();
        return vae.run(
                        "decode",
                        net -> in -> List.of(
                                net.decode(in.get(0).div(scaling), in.get(0).size(0))),
                        latents)
                .get(0);
    }

    /** Hash of all weights. */
    String fingerprint() {
        return new Fingerprint()
                .add(images.fingerprint())
                .add(vae.fingerprint())
                .add(unet.fingerprint())
                .hex();
    }

    @Override
    public void close() {
        images.close();
        vae.close();
        unet.close();
    }
}
