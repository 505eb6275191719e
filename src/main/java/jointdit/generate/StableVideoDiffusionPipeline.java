package jointdit.generate;

import static jointdit.config.Check.argument;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jointdit.media.Video;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.PipelineFolder;
import jointdit.pretrained.scheduler.SchedulerConfig;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Shape;

/**
 * Stable Video Diffusion as it was published: from a picture to a silent clip. A clip depends on its request alone.
 * Weights are mapped, programs are traced once for each shape; threads may share it.
 *
 * @see <a href="https://arxiv.org/abs/2311.15127">Blattmann et al. 2023</a>
 */
public final class StableVideoDiffusionPipeline implements AutoCloseable {
    private static final String CLASS = "StableVideoDiffusionPipeline";

    private final PipelineFolder folder;
    private final SvdNetworks networks;

    private StableVideoDiffusionPipeline(PipelineFolder folder, SvdNetworks networks) {
        this.folder = folder;
        this.networks = networks;
    }

    /**
     * Opens a folder with {@code model_index.json}.
     *
     * @throws IllegalArgumentException if it is of another pipeline, or lacks a network, or one is not supported
     */
    public static StableVideoDiffusionPipeline open(Path path, ModelFolder.Variant variant, Device device) {
        return open(path, Optional.empty(), variant, device);
    }

    /** The same with the autoencoder of another folder, if one is given. */
    public static StableVideoDiffusionPipeline open(
            Path path, Optional<Path> vae, ModelFolder.Variant variant, Device device) {
        var own = PipelineFolder.open(path, variant, CLASS);
        var folder = vae.map(other -> own.replacing("vae", other)).orElse(own);
        return new StableVideoDiffusionPipeline(folder, SvdNetworks.open(folder, device));
    }

    /** Hash of all weights. */
    public String fingerprint() {
        return networks.fingerprint();
    }

    /** Makes a clip with noise from its seed. */
    public Video generate(SvdRequest request, PipelineObserver observer) {
        var config = request.config();
        var reduction = networks.autoencoder().levels().reduction();
        argument(
                config.width() % reduction == 0 && config.height() % reduction == 0,
                "width and height must be multiples of %d, found %d and %d",
                reduction,
                config.width(),
                config.height());
        var latents = Shape.of(
                1,
                config.frames().orElse(networks.trainedFrames()),
                networks.autoencoder().latents(),
                config.height() / reduction,
                config.width() / reduction);
        var picture = Shape.of(1, networks.autoencoder().inputs(), config.height(), config.width());
        return generate(request, SvdNoise.of(request.seed(), picture, latents), observer);
    }

    /**
     * Makes a clip with given noise.
     *
     * @param observer hears {@code encoder_hidden_states}, {@code added_time_ids}, {@code timesteps}; for each step
     *     {@code unet_inputs}, {@code unet_outputs}, {@code latents}; for each part decoded together {@code decoded}
     *     and {@code frames}, (F, 3, H, W) in [-1, 1] and in [0, 1]
     */
    public Video generate(SvdRequest request, SvdNoise noise, PipelineObserver observer) {
        var config = request.config();
        var latents = latents(request, noise, observer);
        var frames = decode(latents, config.framesPerDecode(), observer);
        return new Video(config.width(), config.height(), config.framesPerSecond(), frames);
    }

    private Array latents(SvdRequest request, SvdNoise noise, PipelineObserver observer) {
        var config = request.config();
        var shape = noise.latents().shape();
        var guidance = FreeGuidance.line(config.minGuidance(), config.maxGuidance(), shape.size(1));
        var condition = SvdCondition.of(networks, request, noise.picture(), guidance.rows());
        observer.computed("encoder_hidden_states", condition.context());
        observer.computed("added_time_ids", condition.ids());
        var scheduler = SchedulerConfig.read(folder.folder("scheduler"), config.scheduler())
                .start(config.steps());
        Denoising.Network network = (timestep, input) -> {
            var sample = condition.beside(shape, input);
            observer.computed("unet_inputs", sample);
            var predicted =
                    networks.predict(sample, Array.of(Shape.of(), timestep), condition.context(), condition.ids());
            observer.computed("unet_outputs", predicted);
            return guidance.apply(predicted.floats());
        };
        return new Denoising(scheduler, network, observer).of(noise.latents());
    }

    /** Frames as RGB24, decoded in parts. */
    private List<byte[]> decode(Array latents, int together, PipelineObserver observer) {
        var shape = latents.shape();
        var count = shape.size(1);
        var size = latents.floats().length / count;
        var frames = new ArrayList<byte[]>();
        for (var from = 0; from < count; from += together) {
            var to = Math.min(count, from + together);
            var part = Arrays.copyOfRange(latents.floats(), from * size, to * size);
            var decoded =
                    networks.decode(Array.of(Shape.of(to - from, shape.size(2), shape.size(3), shape.size(4)), part));
            observer.computed("decoded", decoded);
            var unit = FramePixels.unit(decoded);
            observer.computed("frames", unit);
            frames.addAll(FramePixels.bytes(unit));
        }
        return frames;
    }

    @Override
    public void close() {
        networks.close();
    }
}
