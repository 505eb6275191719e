package jointdit.spark;

import java.io.Serializable;
import jointdit.codec.Codec;
import jointdit.codec.Fingerprint;
import jointdit.config.Configs;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
import jointdit.tensor.Safetensors;

/** Where a joint model and its codec come from. Spark sends it to executors. */
sealed interface JointSource extends Serializable permits RunSource, ExportedSource, ShippedSource {
    /** What the settings name, or the shipped model. */
    static JointSource of(Storage storage, PromptConfig config) {
        if (config.model().isEmpty()) {
            return new ShippedSource(storage);
        }
        var model = config.model().get();
        var latents = config.latents().orElse("");
        return ExportedSource.isAt(storage, model)
                ? new ExportedSource(storage, model, latents)
                : new RunSource(storage, model, latents);
    }

    /** What the table of samples calls it. */
    String name();

    /**
     * The model, on this machine.
     *
     * @throws IllegalArgumentException if there is none
     */
    Checkpoint last();

    /**
     * The codec of its latents.
     *
     * @param info what {@link #last} says of the model
     * @throws IllegalArgumentException if there is none
     */
    Codec codec(CheckpointInfo info);

    /**
     * The model as {@link #last} found it, on this machine, which may be another.
     *
     * @param step of its training
     * @param fingerprint of its weights
     * @throws IllegalStateException if it went away or was changed
     */
    Checkpoint ofThen(int step, String fingerprint);

    /** What weights are told from others by. */
    static String fingerprint(Checkpoint checkpoint) {
        return new Fingerprint()
                .add(Configs.json(checkpoint.info()))
                .add(Safetensors.open(checkpoint.averageFile()).fingerprint())
                .hex();
    }
}
