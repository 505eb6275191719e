package jointdit.spark;

import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.IntConsumer;
import jointdit.codec.Fingerprint;
import jointdit.spark.PromptServer.Renderer;
import jointdit.spark.SampleRow.Status;
import jointdit.tensor.Noise;

/** Makes the clips of one Spark task. The networks are opened when the first clip needs them. */
final class SampleMaker implements AutoCloseable {
    private final Plan plan;
    private final IntConsumer steps;
    private final SampleFiles files;
    private Optional<Renderer> renderer = Optional.empty();

    /**
     * What all tasks share.
     *
     * @param storage file systems of the session
     * @param server what makes the clips
     * @param out folder of the clips
     * @param useImage whether pictures count
     * @param seed from which rows without their own seed get one
     */
    record Plan(Storage storage, PromptServer server, String out, boolean useImage, long seed)
            implements Serializable {}

    /**
     * Made or found.
     *
     * @param row of the table
     * @param isNew whether it was made now
     */
    record Made(SampleRow row, boolean isNew) implements Serializable {}

    /** All that a clip depends on, beside its row. */
    private record Wanted(Optional<byte[]> image, long seed, String settings, String key) {}

    /** @param steps told the number of steps done of a clip after each */
    SampleMaker(Plan plan, IntConsumer steps) {
        this.plan = plan;
        this.steps = steps;
        files = new SampleFiles(plan.storage(), plan.out());
    }

    /** The clip of a prompt; a prompt that cannot be served gives a row with the reason. */
    Made make(PromptRow row) {
        var start = System.nanoTime();
        Wanted wanted;
        try {
            wanted = wanted(row);
        } catch (RuntimeException e) {
            return failed(row, "", "{}", e);
        }
        var found = files.find(row.id(), wanted.key);
        return found.map(known -> new Made(known, false)).orElseGet(() -> make(row, wanted, start));
    }

    private Made make(PromptRow row, Wanted wanted, long start) {
        var open = renderer();
        try {
            var made = open.render(row, wanted.image, wanted.seed, steps);
            var seconds = (System.nanoTime() - start) * 1e-9;
            var done = files.write(
                    made,
                    new SampleRow(
                            row.id(),
                            wanted.key,
                            Status.DONE,
                            "",
                            "",
                            wanted.seed,
                            plan.server().checkpoint(),
                            wanted.settings,
                            seconds,
                            ""));
            return new Made(done, true);
        } catch (UncheckedIOException e) {
            throw e; // nothing can be written: not the row's fault
        } catch (RuntimeException e) {
            return failed(row, wanted.key, wanted.settings, e);
        }
    }

    private Made failed(PromptRow row, String key, String settings, RuntimeException cause) {
        var reason = Optional.ofNullable(cause.getMessage()).orElseGet(cause::toString);
        var failed = new SampleRow(
                row.id(), key, Status.FAILED, "", "", seed(row), plan.server().checkpoint(), settings, 0, reason);
        return new Made(failed, true);
    }

    private long seed(PromptRow row) {
        return row.seed().orElseGet(() -> Noise.seed(plan.seed(), row.id()));
    }

    private Wanted wanted(PromptRow row) {
        var settings = plan.server().settings(row);
        var image = plan.useImage()
                ? row.imageBytes().or(() -> row.image().map(plan.storage()::read))
                : Optional.<byte[]>empty();
        var key = new Fingerprint()
                .add(row.prompt())
                .add(row.negativePrompt())
                .add(image.orElseGet(() -> new byte[0]))
                .add(Long.toString(seed(row)))
                .add(plan.server().weights())
                .add(settings)
                .hex();
        return new Wanted(image, seed(row), settings, key);
    }

    private Renderer renderer() {
        if (renderer.isEmpty()) {
            renderer = Optional.of(plan.server().open());
        }
        return renderer.get();
    }

    @Override
    public void close() {
        renderer.ifPresent(Renderer::close);
    }
}
