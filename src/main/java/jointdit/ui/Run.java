package jointdit.ui;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import jointdit.config.Records;

/**
 * A wanted clip and what became of it.
 *
 * @param id its name
 * @param madeAt when it was asked for
 * @param model that makes it
 * @param picture id of its first frame
 * @param clip key of the reference clip that the first frame is of
 * @param settings how it is made
 * @param progress how far it is
 */
record Run(
        String id,
        Instant madeAt,
        ModelName model,
        Optional<String> picture,
        Optional<String> clip,
        RunSettings settings,
        Progress progress) {
    /**
     * A model as the gallery shows it, though it may be gone.
     *
     * @param id of then
     * @param name of then
     */
    record ModelName(String id, String name) {}

    /**
     * How far a run is.
     *
     * @param state of it
     * @param step done
     * @param secondsLeft as far as that can be told
     * @param message why it failed
     */
    record Progress(RunState state, int step, Optional<Double> secondsLeft, Optional<String> message) {
        static final Progress QUEUED = at(RunState.QUEUED, 0);

        static Progress at(RunState state, int step) {
            return new Progress(state, step, Optional.empty(), Optional.empty());
        }
    }

    RunState state() {
        return progress.state;
    }

    /** The same, so far. */
    Run with(Progress now) {
        return Records.with(this, Map.of("progress", now));
    }

    /** The same in another state. */
    Run in(RunState state) {
        return with(Progress.at(state, progress.step));
    }

    /** The same, with a reason. */
    Run failed(String message) {
        return with(new Progress(RunState.FAILED, progress.step, Optional.empty(), Optional.of(message)));
    }
}
