package jointdit.joint;

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
        String towers) {
    /** The same with the towers' folders on the machine at hand. */
    public CheckpointInfo at(ModelPlaces places) {
        return new CheckpointInfo(model.at(places), shape, codec, table, stage, step, seed, commit, settings, towers);
    }
}
