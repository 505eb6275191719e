package jointdit.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import jointdit.joint.Checkpoint;
import jointdit.reduce.Ring;
import jointdit.train.Parallel;
import jointdit.train.RoundMerge;
import jointdit.train.TrainConfig;
import jointdit.train.TrainStep;
import org.apache.spark.TaskContext;

/**
 * What tasks do in a {@link Parallel.Rounds}: each result is a function of the checkpoint that the round begins with
 * and of its arguments, so a task that runs again, or twice, gives the same.
 *
 * @param replica what is trained
 * @param from steps done when the round begins
 * @param to steps done when it ends
 */
record RoundWork(Replica replica, int from, int to) implements Serializable {
    /** Folder of the rounds at work in that of a run. */
    static final String FOLDER = "/rounds";

    /**
     * What a replica made of a round.
     *
     * @param folder of its {@link CheckpointStore}
     * @param metrics its figures as JSON lines
     * @param failure why training cannot go on; empty if it can
     */
    record Result(String folder, String metrics, String failure) implements Serializable {}

    /** Writes the checkpoint that the first round begins with. */
    void begin() {
        var run = run(Place.ALONE);
        try (var taken = take(run)) {
            run.restore(taken.step(), Optional.empty());
            store().save(
                            run.info(0),
                            TrainRun.state(taken.step()),
                            config().every().keep(),
                            () -> {});
        }
    }

    /** Takes the steps of the round on this replica's clips, telling {@code done} the number of steps done. */
    Result train(Place place, LongConsumer done) {
        var run = run(place);
        var lines = new ByteArrayOutputStream();
        try (var taken = take(run);
                var reports = TrainReports.to(run, lines)) {
            var step = taken.step();
            restore(run, step);
            steps(run, step, reports, done);
            return new Result(save(run, step), lines.toString(UTF_8), "");
        } catch (SkippedSteps.NotFinite e) {
            return new Result("", lines.toString(UTF_8), e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void steps(TrainRun run, TrainStep step, TrainReports reports, LongConsumer done) throws IOException {
        try (var batches = run.batches(from)) {
            var skipped = new SkippedSteps(run.ring(), run.train().maxSkipped());
            run.clock().restart();
            while (step.steps() < to) {
                reports.add(run.one(step, run.batch(batches), skipped));
                done.accept(step.steps());
                if (step.steps() % run.train().every().log() == 0 || step.steps() == to) {
                    reports.write(step);
                }
                skipped.check();
            }
        }
    }

    private void restore(TrainRun run, TrainStep step) {
        try (var local = TemporaryFolder.of("round")) {
            run.restore(step, Optional.of(store().at(from, local.path())));
        }
    }

    private String save(TrainRun run, TrainStep step) {
        var folder = String.format(
                Locale.ROOT,
                "%s%s/step-%06d/replica-%02d-attempt-%d",
                config().out(),
                FOLDER,
                to,
                run.place().rank(),
                TaskContext.get().taskAttemptId());
        new CheckpointStore(replica.storage(), folder).save(run.info(to), TrainRun.state(step), 1, () -> {});
        return folder;
    }

    /**
     * Joins what the replicas came to into the checkpoint that the next round begins with.
     *
     * @param folders of their results, in the order of their ranks
     * @return figures of the validation as JSON lines, if it is due
     */
    String merge(Parallel.Rounds rounds, List<String> folders) {
        var run = run(Place.ALONE);
        try (var local = TemporaryFolder.of("round")) {
            var parts = IntStream.range(0, folders.size())
                    .mapToObj(i -> new CheckpointStore(replica.storage(), folders.get(i))
                            .at(to, folder(local.path(), "replica-" + i)))
                    .toList();
            var began = store().at(from, folder(local.path(), "began"));
            var merge = new RoundMerge(began, parts, rounds.outer());
            store().put(
                            to,
                            folder -> merge.write(folder, run.info(to)),
                            config().every().keep(),
                            () -> {});
            return isValidated() ? validation(run, store().at(to, folder(local.path(), "merged"))) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(Path parent, String name) {
        try {
            return Files.createDirectory(parent.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a folder in " + parent, e);
        }
    }

    /** Whether a step within the round, or the last of all, is one after which held-out clips are looked at. */
    private boolean isValidated() {
        return to / config().every().validate() > from / config().every().validate() || to == config().steps();
    }

    private String validation(TrainRun run, Checkpoint merged) throws IOException {
        var examples = run.validation();
        var lines = new ByteArrayOutputStream();
        if (!examples.isEmpty()) {
            try (var taken = take(run);
                    var reports = TrainReports.to(run, lines)) {
                run.restore(taken.step(), Optional.of(merged));
                reports.validation(to, taken.step().validate(examples));
            }
        }
        return lines.toString(UTF_8);
    }

    private TrainRun run(Place place) {
        return new TrainRun(replica, config(), Ring.ofOne(), place);
    }

    private IdleSteps.Taken take(TrainRun run) {
        var device = TaskDevice.here();
        var key = String.join("\n", replica.network(), replica.settings(), device.toString());
        return IdleSteps.take(
                key, () -> new TrainStep(replica.modelHere(), run.data().shape(), config(), device));
    }

    private TrainConfig config() {
        return replica.config();
    }

    private CheckpointStore store() {
        return new CheckpointStore(replica.storage(), config().out());
    }
}
