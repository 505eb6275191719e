package jointdit.job;

import jointdit.spark.CheckpointStore;
import jointdit.spark.Storage;

/**
 * A run of {@code train}.
 *
 * @param folder of the run
 */
record TrainedModel(String folder) {
    private static final String NAME = "Trained model";

    /** Its last checkpoint. */
    Finding finding() {
        try {
            return new CheckpointStore(Storage.outsideSpark(), folder)
                    .lastInfo()
                    .map(last -> new Finding(
                            NAME,
                            Finding.State.OK,
                            "%s, stage %s, step %d".formatted(folder, last.stage(), last.step())))
                    .orElseGet(() -> Finding.note(NAME, "none in " + folder, "jobs/jointdit train makes one"));
        } catch (RuntimeException e) {
            return Finding.of(false, NAME, Failures.line(e), "name another run with model=FOLDER");
        }
    }
}
