package jointdit.generate;

import static jointdit.config.Check.argument;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import jointdit.codec.Fingerprint;
import jointdit.condition.AudioLdm2Prompt;
import jointdit.condition.AudioLdm2PromptReader;
import jointdit.condition.AudioLdm2TextEncoders;
import jointdit.media.Sound;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.PipelineFolder;
import jointdit.pretrained.scheduler.SchedulerConfig;
import jointdit.pretrained.scheduler.Variance;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Noise;
import jointdit.tensor.Shape;

/**
 * AudioLDM2 as it was published: from a prompt to sound. A sound depends on its request alone. Weights are mapped,
 * programs are traced once for each shape; threads may share it.
 *
 * @see <a href="https://arxiv.org/abs/2308.05734">Liu et al. 2023</a>
 */
public final class AudioLdm2Pipeline implements AutoCloseable {
    private static final String CLASS = "AudioLDM2Pipeline";
    private static final int LATENTS = 1;
    private static final int VARIANCE = 2;

    private final PipelineFolder folder;
    private final Device device;
    private final AudioLdm2TextEncoders encoders;
    private final AudioLdm2Networks networks;
    private AudioLdm2PromptReader reader;

    private AudioLdm2Pipeline(PipelineFolder folder, Device device) {
        this.folder = folder;
        this.device = device;
        encoders = AudioLdm2TextEncoders.open(folder, device);
        networks = AudioLdm2Networks.open(folder, device);
    }

    /**
     * Opens a folder with {@code model_index.json}.
     *
     * @throws IllegalArgumentException if it is of another pipeline, or lacks a network, or one is not supported
     */
    public static AudioLdm2Pipeline open(Path path, ModelFolder.Variant variant, Device device) {
        return open(path, Optional.empty(), variant, device);
    }

    /** The same with the autoencoder of another folder, if one is given. */
    public static AudioLdm2Pipeline open(Path path, Optional<Path> vae, ModelFolder.Variant variant, Device device) {
        var own = PipelineFolder.open(path, variant, CLASS);
        return new AudioLdm2Pipeline(
                vae.map(other -> own.replacing("vae", other)).orElse(own), device);
    }

    /** Hash of all weights. */
    public String fingerprint() {
        return new Fingerprint()
                .add(reader().fingerprint())
                .add(encoders.fingerprint())
                .add(networks.fingerprint())
                .hex();
    }

    /**
     * Makes a sound with noise from the seed of its request.
     *
     * @throws IllegalArgumentException if the folder lacks CLAP or a tokenizer, or the sound is too short
     */
    public Sound generate(AudioLdm2Request request, PipelineObserver observer) {
        var config = request.config();
        var prompt = FreeGuidance.constant(config.guidance()).rows() == 1
                ? reader().read(request.prompt())
                : reader().read(request.prompt(), request.negative());
        return generate(prompt, request.seed(), config, observer);
    }

    /** Opened when the first prompt is read: who brings prompts that were read needs neither CLAP nor tokenizers. */
    private synchronized AudioLdm2PromptReader reader() {
        if (reader == null) {
            reader = AudioLdm2PromptReader.open(folder, device);
        }
        return reader;
    }

    /**
     * Makes a sound of a prompt that was read already, with noise from {@code seed}.
     *
     * @param prompt with the negative prompt as its first row where {@code config} has a guidance above 1
     */
    public Sound generate(AudioLdm2Prompt prompt, long seed, AudioLdm2Config config, PipelineObserver observer) {
        var noise = Noise.normal(shape(config.seconds()), Noise.seed(seed, LATENTS));
        var variance = new Variance(
                config.eta(),
                step -> Noise.normal(noise.shape(), Noise.seed(seed, VARIANCE, step))
                        .floats());
        var latents = latents(prompt, new Start(noise, variance), config, observer);
        var waveform = sound(latents, observer);
        var rate = networks.sound().sampleRateHz();
        return new Sound(rate, Arrays.copyOf(waveform.floats(), (int) (config.seconds() * rate)));
    }

    /**
     * Noise of a sound.
     *
     * @param latents standard normal, (1, C, T, M)
     * @param variance added on the way
     */
    public record Start(Array latents, Variance variance) {}

    /** Latents of whole parts of the autoencoder that last at least so long. */
    private Shape shape(double seconds) {
        var reduction = networks.autoencoder().levels().reduction();
        var bins = networks.sound().bins();
        argument(
                bins % reduction == 0,
                "Wanted mel bins of the vocoder to be a multiple of the autoencoder's %d, found %d",
                reduction,
                bins);
        var frameSeconds = networks.hop() / (double) networks.sound().sampleRateHz();
        var frames = (int) (seconds / frameSeconds);
        argument(
                frames >= 1,
                "seconds must be at least %s, one frame of the spectrogram, found %s",
                frameSeconds,
                seconds);
        var parts = (frames + reduction - 1) / reduction;
        return Shape.of(1, networks.denoiser().inputs(), parts, bins / reduction);
    }

    /**
     * Latents of a prompt with given noise.
     *
     * @param observer hears {@code prompt_embeds}, {@code projected_prompt}, {@code generated_prompt_embeds},
     *     {@code timesteps}; for each step {@code unet_outputs} and {@code latents}
     * @return (1, C, T, M)
     */
    public Array latents(AudioLdm2Prompt prompt, Start start, AudioLdm2Config config, PipelineObserver observer) {
        var guidance = FreeGuidance.constant(config.guidance());
        argument(
                prompt.rows() == guidance.rows(),
                "Guidance %s takes a prompt of %d rows, found %d",
                config.guidance(),
                guidance.rows(),
                prompt.rows());
        var condition = AudioLdm2Condition.of(encoders, prompt, observer);
        var scheduler = SchedulerConfig.read(folder.folder("scheduler"), config.scheduler())
                .start(config.steps(), start.variance());
        Denoising.Network network = (timestep, input) -> {
            var predicted = networks.predict(
                    repeated(Array.of(start.latents().shape(), input), prompt.rows()),
                    Array.of(Shape.of(), timestep),
                    condition);
            observer.computed("unet_outputs", predicted);
            return guidance.apply(predicted.floats());
        };
        return new Denoising(scheduler, network, observer).of(start.latents());
    }

    private static Array repeated(Array row, int rows) {
        var size = row.floats().length;
        var all = Arrays.copyOf(row.floats(), rows * size);
        for (var i = 1; i < rows; i++) {
            System.arraycopy(all, 0, all, i * size, size);
        }
        return Array.of(row.shape().with(0, rows), all);
    }

    /**
     * Decodes latents (1, C, T, M).
     *
     * @param observer hears {@code mel} and {@code waveform}
     * @return (1, L), somewhat longer than the latents last
     */
    public Array sound(Array latents, PipelineObserver observer) {
        var mel = networks.decode(latents);
        observer.computed("mel", mel);
        var waveform = networks.vocode(mel);
        observer.computed("waveform", waveform);
        return waveform;
    }

    @Override
    public synchronized void close() {
        if (reader != null) {
            reader.close();
        }
        encoders.close();
        networks.close();
    }
}
