package jointdit.ui;

import static java.util.Locale.ROOT;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import jointdit.config.Records;
import jointdit.spark.FoundModel;
import jointdit.spark.PromptConfig;
import jointdit.ui.Run.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the clips of a board on one thread, whatever may happen to one of them. */
final class Runner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private static final Duration LONGEST_STEP = Duration.ofSeconds(30);

    private final Board board;
    private final Tools tools;
    private final Thread thread = new Thread(this::work, "runs of the page");

    /**
     * What clips are made with.
     *
     * @param studio maker of clips
     * @param models those that clips are made by
     * @param pictures first frames
     * @param previewEvery steps from one preview to the next
     */
    record Tools(Studio studio, Models models, Pictures pictures, int previewEvery) {}

    Runner(Board board, Tools tools) {
        this.board = board;
        this.tools = tools;
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        try {
            while (true) {
                make(board.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server closes
        }
    }

    /** Every error is the run's, also one of memory: the server goes on. */
    private void make(Run run) {
        var log = new RunLog();
        try {
            rendered(run, log);
        } catch (CancellationException e) {
            LOG.info("Run {} was cancelled", run.id());
        } catch (Throwable e) {
            fail(run, log, e);
        }
    }

    private void rendered(Run run, RunLog log) {
        log.say("Model " + run.model().name());
        log.say("Settings " + Answer.text(run.settings().values()));
        var row = run.settings().row(run.id(), run.picture().map(tools.pictures::require));
        var steps = new RunSteps(board, run, tools.previewEvery, log);
        var made = tools.studio.maker().generate(config(run), row, steps);
        var files = RunFiles.of(made, run);
        log.say(String.format(ROOT, "Done after %.1f s", steps.seconds()));
        board.end(run.id(), Progress.at(RunState.DONE, run.settings().steps()), folder -> {
            files.write(folder);
            folder.write(RunFile.LOG, log.bytes());
        });
    }

    private PromptConfig config(Run run) {
        var model = tools.models.find(run.model().id());
        if (model.isEmpty()) {
            throw new IllegalStateException(
                    "Wanted model %s, found it gone".formatted(run.model().name()));
        }
        var folder = Map.of("model", model.flatMap(FoundModel::folder));
        return Records.with(run.settings().changed(tools.studio.usual()), folder);
    }

    private void fail(Run run, RunLog log, Throwable cause) {
        LOG.warn("Run {} failed", run.id(), cause);
        var message = cause instanceof OutOfMemoryError
                ? "Out of memory: %s; take fewer seconds, or memory=chunked".formatted(cause.getMessage())
                : Optional.ofNullable(cause.getMessage())
                        .orElse(cause.getClass().getSimpleName());
        log.say("Failed: " + cause);
        try {
            var now =
                    board.view(run.id()).map(view -> view.run().failed(message).progress());
            now.ifPresent(progress -> board.end(run.id(), progress, folder -> folder.write(RunFile.LOG, log.bytes())));
        } catch (RuntimeException e) { // a full disk
            LOG.error("Cannot write that run {} failed", run.id(), e);
            board.fail(run.id(), message);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LONGEST_STEP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
