package jointdit.spark;

import static java.util.Locale.ROOT;

import java.util.Optional;
import java.util.function.IntConsumer;
import jointdit.codec.Codec;
import jointdit.codec.Fingerprint;
import jointdit.config.Configs;
import jointdit.diffusion.GuidanceWeights;
import jointdit.diffusion.SamplingConfig;
import jointdit.generate.GenerateConfig;
import jointdit.generate.Generator;
import jointdit.generate.PictureReader;
import jointdit.generate.Request;
import jointdit.generate.TowerEncoders;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
import jointdit.media.Rendition;
import jointdit.tensor.Safetensors;
import jointdit.train.Preflight;

/**
 * Serves prompts with the last checkpoint of a training run.
 *
 * @param storage file systems of the session
 * @param model folder of the training run
 * @param sample JSON of {@link GenerateConfig}
 * @param codec of the latents
 * @param info JSON of the {@link CheckpointInfo}
 * @param weights fingerprint of the checkpoint
 */
record JointServer(Storage storage, String model, String sample, Codec codec, String info, String weights)
        implements PromptServer {
    /**
     * Looks up the checkpoint.
     *
     * @throws IllegalArgumentException if there is none, or it was trained on latents of another codec
     */
    static JointServer of(Storage storage, PromptConfig config, LatentCache latents) {
        var checkpoint = new CheckpointStore(storage, config.model()).require();
        var codec = latents.codec().read();
        var info = checkpoint.info();
        Generator.check(info, codec);
        Preflight.require(new Preflight(info.model(), new ModelStore(storage), info.shape()).beforeSampling());
        return new JointServer(
                storage,
                config.model(),
                Configs.json(config.sample()),
                codec,
                Configs.json(checkpoint.info()),
                fingerprint(checkpoint));
    }

    private static String fingerprint(Checkpoint checkpoint) {
        return new Fingerprint()
                .add(Configs.json(checkpoint.info()))
                .add(Safetensors.open(checkpoint.averageFile()).fingerprint())
                .hex();
    }

    @Override
    public String checkpoint() {
        return String.format(ROOT, "%s step %d %.12s", model, checkpointInfo().step(), weights);
    }

    private CheckpointInfo checkpointInfo() {
        return Configs.read(info, Checkpoint.INFO, CheckpointInfo.class);
    }

    @Override
    public String settings(PromptRow row) {
        return Configs.json(config(row).ofNumbers(checkpointInfo().model()));
    }

    private GenerateConfig config(PromptRow row) {
        var base = Configs.read(sample, "sample", GenerateConfig.class);
        var sampling = base.sampling();
        var steps = new SamplingConfig(
                sampling.solver(),
                row.steps().orElse(sampling.steps()),
                sampling.sigmaMin(),
                sampling.sigmaMax(),
                sampling.rho());
        var guidance = row.weights()
                .map(text -> Configs.read(text, "weights of " + row.id(), GuidanceWeights.class))
                .map(base.guidance()::reweighted)
                .orElse(base.guidance());
        return new GenerateConfig(
                steps,
                guidance,
                base.mode(),
                base.precision(),
                row.seconds().or(base::seconds),
                base.gammaVideo(),
                base.gammaAudio(),
                base.attention(),
                base.maxFrames());
    }

    @Override
    public Renderer open() {
        var checkpoint = new CheckpointStore(storage, model).require();
        if (!Configs.json(checkpoint.info()).equals(info)) {
            throw new IllegalStateException(
                    "A new checkpoint came to %s while clips were made; run again".formatted(model));
        }
        return new Open(checkpoint.at(new ModelStore(storage)));
    }

    /** The generator of one task. */
    private final class Open implements Renderer {
        private final Generator generator;
        private final TowerEncoders encoders;
        private final TextHasher hasher;

        Open(Checkpoint checkpoint) {
            generator = Generator.open(checkpoint, codec, TaskDevice.here());
            encoders = TowerEncoders.of(checkpoint.info(), codec);
            hasher = new TextHasher(checkpoint.info().model().textWidth());
        }

        @Override
        public Rendition render(PromptRow row, Optional<byte[]> image, long seed, IntConsumer steps) {
            var reader = new PictureReader(codec);
            var name = row.image().orElse("bytes");
            var picture = image.map(bytes -> reader.frame(name, bytes));
            var request = new Request(
                    picture.map(frame -> codec.encodePicture(frame.rgb(), seed)),
                    text(row.prompt()),
                    text(row.negativePrompt()),
                    encoders.own(picture, row.prompt(), row.negativePrompt()),
                    seed,
                    config(row));
            return Rendition.of(generator.generate(request, steps));
        }

        private Optional<float[]> text(String prompt) {
            return TextHasher.words(prompt).isEmpty() ? Optional.empty() : Optional.of(hasher.vector(prompt));
        }

        @Override
        public void close() {
            generator.close();
            encoders.close();
        }
    }
}
