package jointdit.spark;

import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import jointdit.config.Configs;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.reduce.Ring;
import jointdit.train.TrainConfig;

/**
 * One copy of the model in training, the body of a Spark task. It goes on from the run's last checkpoint, so a task
 * that runs again loses the steps since then at most.
 *
 * @param storage file systems of the session
 * @param network the model, {@link JointConfig} as JSON
 * @param settings the run, {@link TrainConfig} as JSON
 * @param data what it learns from
 */
record Replica(Storage storage, String network, String settings, Data data) implements Serializable {
    /**
     * The table of latents.
     *
     * @param trainFiles Parquet files of the split {@code train}
     * @param validationFiles Parquet files of the split {@code validation}
     * @param validationClips clips of the latter
     * @param shape of all clips
     * @param codec fingerprint of the codec
     * @param table fingerprint of the table
     * @param commit source this was built from
     * @param towers {@link JointConfig#published} of the model
     */
    record Data(
            List<String> trainFiles,
            List<String> validationFiles,
            long validationClips,
            LatentShape shape,
            String codec,
            String table,
            String commit,
            String towers)
            implements Serializable {}

    JointConfig model() {
        return Configs.read(network, "model", JointConfig.class);
    }

    /** The run. */
    TrainConfig config() {
        return Configs.read(settings, "train", TrainConfig.class);
    }

    /** The model with its towers' folders on this machine. */
    JointConfig modelHere() {
        return model().at(new ModelStore(storage));
    }

    /**
     * Trains to the last step, telling {@code done} the number of steps done.
     *
     * @param ring all replicas of the run
     * @return why training cannot go on, if it cannot and would not if it were tried again
     */
    Iterator<String> train(Ring ring, LongConsumer done) {
        try {
            new TrainRun(this, config(), ring).toTheEnd(done);
            return Collections.emptyIterator();
        } catch (SkippedSteps.NotFinite e) {
            return List.of(e.getMessage()).iterator();
        }
    }
}
