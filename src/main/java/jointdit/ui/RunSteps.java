package jointdit.ui;

import static java.util.Locale.ROOT;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import jointdit.generate.Estimate;
import jointdit.generate.StepListener;
import jointdit.media.Png;
import jointdit.ui.Run.Progress;

/** Follows a run step by step, with a preview now and then; ends it where it was cancelled. */
final class RunSteps implements StepListener {
    private static final int FRAMES = 4;

    private final Board board;
    private final Run run;
    private final int previewEvery;
    private final RunLog log;
    private final long start = System.nanoTime();
    private int done;
    private double first;
    private Optional<Preview> preview = Optional.empty();

    RunSteps(Board board, Run run, int previewEvery, RunLog log) {
        this.board = board;
        this.run = run;
        this.previewEvery = previewEvery;
        this.log = log;
    }

    /** Since the run began. */
    double seconds() {
        return (System.nanoTime() - start) * 1e-9;
    }

    @Override
    public void estimated(List<Estimate> clips) {
        var step = done + 1;
        if (step % previewEvery == 0 && step < steps()) {
            preview = Optional.of(
                    new Preview(step, Png.bytes(Filmstrip.of(clips.get(0).frames(FRAMES)))));
        }
    }

    @Override
    public void stepped(int step) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The server stops");
        }
        done = step;
        log.say(String.format(ROOT, "Step %d of %d after %.2f s", step, steps(), seconds()));
        if (!board.advance(run.id(), new Progress(RunState.RUNNING, step, secondsLeft(), Optional.empty()), preview)) {
            throw new CancellationException("The run was cancelled");
        }
    }

    /** From all steps but the first, which also opens the model. */
    private Optional<Double> secondsLeft() {
        if (done == 1) {
            first = seconds();
            return Optional.empty();
        }
        return Optional.of((seconds() - first) / (done - 1) * (steps() - done));
    }

    private int steps() {
        return run.settings().steps();
    }
}
