package jointdit.spark;

import static java.util.Locale.ROOT;
import static jointdit.config.Check.argument;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import jointdit.codec.Codec;
import jointdit.config.Configs;
import jointdit.config.Records;
import jointdit.diffusion.GuidanceWeights;
import jointdit.generate.GenerateConfig;
import jointdit.generate.Generator;
import jointdit.generate.PictureReader;
import jointdit.generate.Request;
import jointdit.generate.StepListener;
import jointdit.generate.TowerEncoders;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
import jointdit.media.Picture;
import jointdit.media.Rendition;
import jointdit.tensor.Device;
import jointdit.train.Preflight;

/**
 * Serves prompts with a joint model.
 *
 * @param storage file systems of the session
 * @param source where the model comes from
 * @param sample how clips are made
 * @param codec of the latents
 * @param info of the checkpoint
 * @param weights fingerprint of the checkpoint
 */
record JointServer(
        Storage storage,
        JointSource source,
        Travelling<GenerateConfig> sample,
        Codec codec,
        Travelling<CheckpointInfo> info,
        String weights)
        implements PromptServer<JointServer.Ask> {
    private static final Shared<Networks> NETWORKS = new Shared<>(Duration.ofMinutes(1));

    /**
     * Looks up the model that the settings name, or the shipped one.
     *
     * @throws IllegalArgumentException if there is none, or it was trained on latents of another codec
     */
    static JointServer of(Storage storage, PromptConfig config) {
        var source = JointSource.of(storage, config);
        var checkpoint = source.last();
        var info = checkpoint.info();
        var codec = source.codec(info);
        Generator.check(info, codec);
        Preflight.require(new Preflight(info.model(), new ModelStore(storage), info.shape()).beforeSampling());
        return new JointServer(
                storage,
                source,
                new Travelling<>(GenerateConfig.class, config.sample()),
                codec,
                new Travelling<>(CheckpointInfo.class, info),
                JointSource.fingerprint(checkpoint));
    }

    @Override
    public String checkpoint() {
        return String.format(ROOT, "%s step %d %.12s", source.name(), info.get().step(), weights);
    }

    @Override
    public String settings(PromptRow row) {
        return Configs.json(config(row).ofNumbers(info.get().model()));
    }

    private GenerateConfig config(PromptRow row) {
        var base = sample.get();
        var sampling = base.sampling();
        var guidance = row.weights()
                .map(text -> Configs.read(text, "weights of " + row.id(), GuidanceWeights.class))
                .map(base.guidance()::reweighted)
                .orElse(base.guidance());
        return Records.with(
                base,
                Map.of(
                        "sampling",
                        Records.with(sampling, Map.of("steps", row.steps().orElse(sampling.steps()))),
                        "guidance",
                        guidance,
                        "seconds",
                        row.seconds().or(base::seconds)));
    }

    @Override
    public Ask ask(PromptRow row, Optional<byte[]> image, long seed) {
        var name = row.image().orElse("bytes");
        var frame = image.map(bytes -> new PictureReader(codec).frame(name, bytes));
        var text = text(row.prompt());
        argument(frame.isPresent() || text.isPresent(), "Wanted a picture or a prompt, found neither");
        return new Ask(row, frame, text, text(row.negativePrompt()), seed, config(row));
    }

    private Optional<float[]> text(String prompt) {
        var hasher = new TextHasher(info.get().model().textWidth());
        return TextHasher.words(prompt).isEmpty() ? Optional.empty() : Optional.of(hasher.vector(prompt));
    }

    @Override
    public Object together(Ask ask) {
        return ask.config.together(
                Request.conditions(ask.frame.isPresent(), ask.text.isPresent(), ask.negative.isPresent()));
    }

    /**
     * What is wanted.
     *
     * @param row of the table
     * @param frame first frame of the clip
     * @param text hashed prompt
     * @param negative hashed negative prompt
     * @param seed of the noise
     * @param config how it is made
     */
    record Ask(
            PromptRow row,
            Optional<Picture> frame,
            Optional<float[]> text,
            Optional<float[]> negative,
            long seed,
            GenerateConfig config) {}

    @Override
    public Renderer<Ask> open() {
        return open(TaskDevice.here());
    }

    /** The networks on a device of the caller's choice. */
    Renderer<Ask> open(Device device) {
        return new Open(NETWORKS.take(weights + " on " + device, () -> Networks.of(checkpointOfThen(), codec, device)));
    }

    /** How many of its models this JVM has open. */
    static int opened() {
        return NETWORKS.open();
    }

    /** That of when the job began, though training may have gone on since. */
    private Checkpoint checkpointOfThen() {
        return source.ofThen(info.get().step(), weights).at(new ModelStore(storage));
    }

    /**
     * What makes clips.
     *
     * @param generator the joint model
     * @param encoders of its towers
     */
    private record Networks(Generator generator, TowerEncoders encoders) implements AutoCloseable {
        static Networks of(Checkpoint checkpoint, Codec codec, Device device) {
            return new Networks(Generator.open(checkpoint, codec, device), TowerEncoders.of(checkpoint.info(), codec));
        }

        @Override
        public void close() {
            generator.close();
            encoders.close();
        }
    }

    /** The networks of one task. */
    private final class Open implements Renderer<Ask> {
        private final Shared<Networks>.Taken taken;

        Open(Shared<Networks>.Taken taken) {
            this.taken = taken;
        }

        @Override
        public List<Rendition> render(List<Ask> asks, StepListener steps) {
            var generator = taken.value().generator();
            var latents = generator.latents(asks.stream().map(this::request).toList(), steps);
            return IntStream.range(0, asks.size())
                    .mapToObj(i -> generator.decode(latents.get(i), asks.get(i).seed))
                    .map(Rendition::of)
                    .toList();
        }

        private Request request(Ask ask) {
            var row = ask.row;
            return new Request(
                    ask.frame.map(frame -> codec.encodePicture(frame.rgb(), ask.seed)),
                    ask.text,
                    ask.negative,
                    taken.value().encoders().own(ask.frame, row.prompt(), row.negativePrompt()),
                    ask.seed,
                    ask.config);
        }

        @Override
        public void close() {
            taken.close();
        }
    }
}
