package jointdit.joint;

import java.util.List;
import java.util.Map;
import jointdit.config.Records;
import jointdit.pretrained.ModelPlaces;

/**
 * Where a checkpoint comes from, the content of {@code checkpoint.json}.
 *
 * @param model settings of the network
 * @param shape shape of the latents it was trained on
 * @param codec fingerprint of the codec of these latents
 * @param table fingerprint of the table of latents
 * @param stage training stage
 * @param step optimiser steps done
 * @param seed of the run
 * @param commit source the run was built from
 * @param settings the run's settings, JSON
 * @param towers {@link JointConfig#published} of the model
 * @param files what the other files of the checkpoint must be
 */
public record CheckpointInfo(
        JointConfig model,
        LatentShape shape,
        String codec,
        String table,
        String stage,
        int step,
        long seed,
        String commit,
        String settings,
        String towers,
        List<FileSum> files) {
    public CheckpointInfo {
        files = List.copyOf(files);
    }

    /** Of a checkpoint that is not written yet. */
    public CheckpointInfo(
            JointConfig model,
            LatentShape shape,
            String codec,
            String table,
            String stage,
            int step,
            long seed,
            String commit,
            String settings,
            String towers) {
        this(model, shape, codec, table, stage, step, seed, commit, settings, towers, List.of());
    }

    /** The same beside these files. */
    CheckpointInfo with(List<FileSum> written) {
        return Records.with(this, Map.of("files", written));
    }

    /** The same with the towers' folders on the machine at hand. */
    public CheckpointInfo at(ModelPlaces places) {
        return Records.with(this, Map.of("model", model.at(places)));
    }
}
