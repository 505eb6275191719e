package jointdit.job;

import jointdit.joint.CheckpointInfo;
import jointdit.spark.CheckpointStore;
import jointdit.spark.ShippedModel;
import jointdit.spark.Storage;

/**
 * A run of {@code train}, and the model that comes with the program.
 *
 * @param folder of the run
 * @param shipped what comes with the program, if it does
 */
record TrainedModel(String folder, ShippedModel shipped) {
    private static final String NAME = "Trained model";

    /** Its last checkpoint. */
    Finding finding() {
        try {
            var comes = shipped.info().map(info -> "shipped: " + words(info));
            var last = new CheckpointStore(Storage.outsideSpark(), folder)
                    .lastInfo()
                    .map(info -> folder + ", " + words(info));
            if (comes.isEmpty() && last.isEmpty()) {
                return Finding.note(NAME, "none in " + folder, "jobs/jointdit train makes one");
            }
            var found = last.orElse("none in " + folder);
            return new Finding(
                    NAME,
                    Finding.State.OK,
                    comes.map(words -> words + "; " + found).orElse(found));
        } catch (RuntimeException e) {
            return Finding.of(false, NAME, Failures.line(e), "name another run with model=FOLDER");
        }
    }

    private static String words(CheckpointInfo info) {
        return "stage %s, step %d".formatted(info.stage(), info.step());
    }
}
