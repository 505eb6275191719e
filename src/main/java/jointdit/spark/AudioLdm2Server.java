package jointdit.spark;

import static java.util.Locale.ROOT;
import static jointdit.config.Check.argument;

import java.time.Duration;
import java.util.Optional;
import jointdit.config.Configs;
import jointdit.generate.AudioLdm2Config;
import jointdit.generate.AudioLdm2Pipeline;
import jointdit.generate.AudioLdm2Request;
import jointdit.media.Rendition;
import jointdit.pretrained.ModelFolder.Variant;

/**
 * Serves prompts with AudioLDM2 as it was published; pictures do not count.
 *
 * @param storage file systems of the session
 * @param model folder or repository of the pipeline
 * @param vae folder or repository of another autoencoder, or nothing
 * @param variant which weights to take
 * @param sample how it is made
 * @param weights fingerprint of the pipeline
 */
record AudioLdm2Server(
        Storage storage, String model, String vae, Variant variant, Travelling<AudioLdm2Config> sample, String weights)
        implements PromptServer<AudioLdm2Request> {
    private static final Shared<AudioLdm2Pipeline> PIPELINES = new Shared<>(Duration.ofMinutes(1));

    /**
     * Looks up the pipeline.
     *
     * @throws IllegalArgumentException if there is none, or it is not supported
     */
    static AudioLdm2Server of(Storage storage, PromptConfig.PublishedAudioldm2 config) {
        var sample = new Travelling<>(AudioLdm2Config.class, config.sample());
        var vae = config.vaeModel().orElse("");
        try (var pipeline = pipeline(storage, config.model(), vae, config.variant())) {
            return new AudioLdm2Server(storage, config.model(), vae, config.variant(), sample, pipeline.fingerprint());
        }
    }

    private static AudioLdm2Pipeline pipeline(Storage storage, String model, String vae, Variant variant) {
        var models = new ModelStore(storage);
        var other = Optional.of(vae).filter(v -> !v.isEmpty()).map(models::folder);
        return AudioLdm2Pipeline.open(models.folder(model), other, variant, TaskDevice.here());
    }

    @Override
    public String checkpoint() {
        return String.format(ROOT, "%s %.12s", model, weights);
    }

    @Override
    public String settings(PromptRow row) {
        return Configs.json(config(row));
    }

    private AudioLdm2Config config(PromptRow row) {
        argument(
                row.weights().isEmpty(), "Guidance weights are of the joint model; AudioLDM2 has one, in the settings");
        var base = sample.get();
        return base.with(row.steps().orElse(base.steps()), row.seconds().orElse(base.seconds()));
    }

    @Override
    public AudioLdm2Request ask(PromptRow row, Optional<byte[]> image, long seed) {
        argument(!row.prompt().isBlank(), "Wanted a prompt: AudioLDM2 makes sound of words, not of a picture");
        return new AudioLdm2Request(row.prompt(), row.negativePrompt(), seed, config(row));
    }

    /** One by one. */
    @Override
    public Object together(AudioLdm2Request ask) {
        return new Object();
    }

    @Override
    public Renderer<AudioLdm2Request> open() {
        var name = weights + " on " + TaskDevice.here();
        return new OneByOne<>(
                PIPELINES.take(name, () -> pipeline(storage, model, vae, variant)),
                (pipeline, ask, steps) -> Rendition.of(pipeline.generate(ask, steps::stepped)));
    }
}
