package jointdit.spark;

import static java.util.Locale.ROOT;
import static jointdit.config.Check.argument;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
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
 * @param sample JSON of {@link AudioLdm2Config}
 * @param weights fingerprint of the pipeline
 */
record AudioLdm2Server(Storage storage, String model, String vae, Variant variant, String sample, String weights)
        implements PromptServer<AudioLdm2Request> {
    private static final Shared<AudioLdm2Pipeline> PIPELINES = new Shared<>(Duration.ofMinutes(1));

    /**
     * Looks up the pipeline.
     *
     * @throws IllegalArgumentException if there is none, or it is not supported
     */
    static AudioLdm2Server of(Storage storage, PromptConfig.PublishedAudioldm2 config) {
        var sample = Configs.json(config.sample());
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
        var base = Configs.read(sample, "audioldm2", AudioLdm2Config.class);
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
        return new Open(PIPELINES.take(name, () -> pipeline(storage, model, vae, variant)));
    }

    /** The pipeline of one task. */
    private static final class Open implements Renderer<AudioLdm2Request> {
        private final Shared<AudioLdm2Pipeline>.Taken taken;

        Open(Shared<AudioLdm2Pipeline>.Taken taken) {
            this.taken = taken;
        }

        @Override
        public List<Rendition> render(List<AudioLdm2Request> asks, IntConsumer steps) {
            return asks.stream()
                    .map(ask -> Rendition.of(taken.value().generate(ask, steps::accept)))
                    .toList();
        }

        @Override
        public void close() {
            taken.close();
        }
    }
}
