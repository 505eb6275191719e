package jointdit.spark;

import static jointdit.config.Check.argument;

import java.io.UncheckedIOException;
import jointdit.codec.Codec;
import jointdit.config.Configs;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
import jointdit.joint.DamagedCheckpoint;
import jointdit.train.TrainConfig;

/**
 * The last checkpoint of a training run.
 *
 * @param storage where it lies
 * @param run its folder
 * @param latents folder of the latents it was trained on; empty for the one that its settings name
 */
record RunSource(Storage storage, String run, String latents) implements JointSource {
    @Override
    public String name() {
        return run;
    }

    @Override
    public Checkpoint last() {
        return new CheckpointStore(storage, run).require();
    }

    @Override
    public Codec codec(CheckpointInfo info) {
        if (!latents.isEmpty()) {
            return new CodecFolder(storage, latents + "/codec").read();
        }
        var then = latentsOf(info);
        var codec = new CodecFolder(storage, then + "/codec");
        argument(
                codec.card().isPresent(),
                "Wanted the codec that %s was trained with, found none in %s any more; name latents=FOLDER if the latents"
                        + " are elsewhere now",
                run,
                codec.uri());
        return codec.read();
    }

    private String latentsOf(CheckpointInfo info) {
        try {
            return Configs.read(info.settings(), "settings", TrainConfig.class).latents();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Wanted the latents that %s was trained on, found none named in its checkpoint; name latents=FOLDER"
                            .formatted(run),
                    e);
        }
    }

    /** Checkpoints have sums of their files, which are looked at here. */
    @Override
    public Checkpoint ofThen(int step, String fingerprint) {
        try {
            return new CheckpointStore(storage, run).at(step);
        } catch (DamagedCheckpoint | UncheckedIOException e) {
            throw new IllegalStateException(
                    "The checkpoint of step %d in %s went away while clips were made: %s; run again"
                            .formatted(step, run, e.getMessage()),
                    e);
        }
    }
}
