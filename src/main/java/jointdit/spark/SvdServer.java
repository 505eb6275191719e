package jointdit.spark;

import static java.util.Locale.ROOT;
import static jointdit.config.Check.argument;

import java.time.Duration;
import java.util.Optional;
import jointdit.config.Configs;
import jointdit.generate.PictureReader;
import jointdit.generate.StableVideoDiffusionPipeline;
import jointdit.generate.SvdConfig;
import jointdit.generate.SvdRequest;
import jointdit.media.Rendition;
import jointdit.pretrained.ModelFolder.Variant;

/**
 * Serves pictures with Stable Video Diffusion as it was published; prompts do not count.
 *
 * @param storage file systems of the session
 * @param model folder or repository of the pipeline
 * @param vae folder or repository of another autoencoder, or nothing
 * @param variant which weights to take
 * @param sample how it is made
 * @param weights fingerprint of the pipeline
 */
record SvdServer(
        Storage storage, String model, String vae, Variant variant, Travelling<SvdConfig> sample, String weights)
        implements PromptServer<SvdRequest> {
    private static final Shared<StableVideoDiffusionPipeline> PIPELINES = new Shared<>(Duration.ofMinutes(1));

    /**
     * Looks up the pipeline.
     *
     * @throws IllegalArgumentException if there is none, or it is not supported
     */
    static SvdServer of(Storage storage, PromptConfig.PublishedSvd config) {
        var sample = new Travelling<>(SvdConfig.class, config.sample());
        var vae = config.vaeModel().orElse("");
        try (var pipeline = pipeline(storage, config.model(), vae, config.variant())) {
            return new SvdServer(storage, config.model(), vae, config.variant(), sample, pipeline.fingerprint());
        }
    }

    private static StableVideoDiffusionPipeline pipeline(Storage storage, String model, String vae, Variant variant) {
        var models = new ModelStore(storage);
        var other = Optional.of(vae).filter(v -> !v.isEmpty()).map(models::folder);
        return StableVideoDiffusionPipeline.open(models.folder(model), other, variant, TaskDevice.here());
    }

    @Override
    public String checkpoint() {
        return String.format(ROOT, "%s %.12s", model, weights);
    }

    @Override
    public String settings(PromptRow row) {
        return Configs.json(config(row));
    }

    private SvdConfig config(PromptRow row) {
        argument(row.weights().isEmpty(), "Guidance weights are of the joint model; Stable Video Diffusion has none");
        var base = sample.get();
        var frames = row.seconds().map(s -> (int) Math.rint(s * base.framesPerSecond()));
        return base.with(row.steps().orElse(base.steps()), frames.or(base::frames));
    }

    @Override
    public SvdRequest ask(PromptRow row, Optional<byte[]> image, long seed) {
        argument(
                image.isPresent(), "Wanted an image: Stable Video Diffusion makes video of a picture, not of a prompt");
        return new SvdRequest(PictureReader.picture(row.image().orElse("bytes"), image.get()), seed, config(row));
    }

    /** One by one. */
    @Override
    public Object together(SvdRequest ask) {
        return new Object();
    }

    @Override
    public Renderer<SvdRequest> open() {
        var name = weights + " on " + TaskDevice.here();
        return new OneByOne<>(
                PIPELINES.take(name, () -> pipeline(storage, model, vae, variant)),
                (pipeline, ask, steps) -> Rendition.of(pipeline.generate(ask, steps::stepped)));
    }
}
