package jointdit.spark;

import static java.util.Locale.ROOT;

import java.io.Serializable;
import java.io.UncheckedIOException;
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
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
import jointdit.spark.SampleRow.Status;
import jointdit.tensor.Device;
import jointdit.tensor.Noise;

/** Makes the clips of one Spark task. The network is opened when the first clip needs it. */
final class SampleMaker implements AutoCloseable {
    private final Plan plan;
    private final IntConsumer steps;
    private final PromptConfig config;
    private final CheckpointInfo info;
    private final SampleFiles files;
    private Optional<Generator> generator = Optional.empty();

    /**
     * What all tasks share.
     *
     * @param storage file systems of the session
     * @param settings JSON of {@link PromptConfig}
     * @param codec of the latents
     * @param info JSON of the {@link CheckpointInfo}
     * @param weights fingerprint of the checkpoint
     */
    record Plan(Storage storage, String settings, Codec codec, String info, String weights) implements Serializable {}

    /**
     * Made or found.
     *
     * @param row of the table
     * @param isNew whether it was made now
     */
    record Made(SampleRow row, boolean isNew) {}

    /** A row that could be read. */
    private record Wanted(Request request, String key, String settings) {}

    /** @param steps told the number of steps done of a clip after each */
    SampleMaker(Plan plan, IntConsumer steps) {
        this.plan = plan;
        this.steps = steps;
        config = Configs.read(plan.settings(), "settings", PromptConfig.class);
        info = Configs.read(plan.info(), Checkpoint.INFO, CheckpointInfo.class);
        files = new SampleFiles(plan.storage(), config.out());
    }

    /** The clip of a prompt; a prompt that cannot be served gives a row with the reason. */
    Made make(PromptRow row) {
        var start = System.nanoTime();
        Wanted wanted;
        try {
            wanted = wanted(row);
        } catch (RuntimeException e) {
            return failed(row, "", e);
        }
        var found = files.find(row.id(), wanted.key);
        return found.map(known -> new Made(known, false)).orElseGet(() -> make(row, wanted, start));
    }

    private Made make(PromptRow row, Wanted wanted, long start) {
        var open = generator();
        try {
            var clip = open.generate(wanted.request, steps);
            var made = done(row, wanted, (System.nanoTime() - start) * 1e-9);
            files.write(made, clip);
            return new Made(made, true);
        } catch (UncheckedIOException e) {
            throw e; // nothing can be written: not the row's fault
        } catch (RuntimeException e) {
            return failed(row, wanted.key, e);
        }
    }

    private SampleRow done(PromptRow row, Wanted wanted, double seconds) {
        return new SampleRow(
                row.id(),
                wanted.key,
                Status.DONE,
                files.uri(row.id(), wanted.key, "mp4"),
                files.uri(row.id(), wanted.key, "wav"),
                wanted.request.seed(),
                checkpoint(),
                wanted.settings,
                seconds,
                "");
    }

    private Made failed(PromptRow row, String key, RuntimeException cause) {
        var reason = Optional.ofNullable(cause.getMessage()).orElseGet(cause::toString);
        var settings = Configs.json(config.sample());
        var failed = new SampleRow(row.id(), key, Status.FAILED, "", "", seed(row), checkpoint(), settings, 0, reason);
        return new Made(failed, true);
    }

    private String checkpoint() {
        return String.format(ROOT, "%s step %d %.12s", config.model(), info.step(), plan.weights());
    }

    private long seed(PromptRow row) {
        return row.seed().orElseGet(() -> Noise.seed(config.seed(), row.id()));
    }

    private Wanted wanted(PromptRow row) {
        var made = config(row);
        var settings = Configs.json(made);
        var file = config.useImage() ? file(row) : Optional.<byte[]>empty();
        var picture = file.map(
                bytes -> new PictureReader(plan.codec()).latents(row.image().orElse("bytes"), bytes));
        var request = new Request(picture, text(row.prompt()), text(row.negativePrompt()), seed(row), made);
        var key = new Fingerprint()
                .add(row.prompt())
                .add(row.negativePrompt())
                .add(file.orElseGet(() -> new byte[0]))
                .add(Long.toString(request.seed()))
                .add(plan.weights())
                .add(settings)
                .hex();
        return new Wanted(request, key, settings);
    }

    private GenerateConfig config(PromptRow row) {
        var base = config.sample();
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
                steps, guidance, base.mode(), base.precision(), row.seconds().or(base::seconds));
    }

    private Optional<byte[]> file(PromptRow row) {
        return row.imageBytes().or(() -> row.image().map(plan.storage()::read));
    }

    private Optional<float[]> text(String prompt) {
        return TextHasher.words(prompt).isEmpty()
                ? Optional.empty()
                : Optional.of(new TextHasher(info.model().textWidth()).vector(prompt));
    }

    private Generator generator() {
        if (generator.isEmpty()) {
            var checkpoint = new CheckpointStore(plan.storage(), config.model()).require();
            if (!Configs.json(checkpoint.info()).equals(plan.info())) {
                throw new IllegalStateException(
                        "A new checkpoint came to %s while clips were made; run again".formatted(config.model()));
            }
            generator = Optional.of(Generator.open(checkpoint, plan.codec(), Device.cpu()));
        }
        return generator.get();
    }

    @Override
    public void close() {
        generator.ifPresent(Generator::close);
    }
}
