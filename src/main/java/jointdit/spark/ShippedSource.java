package jointdit.spark;

import jointdit.codec.Codec;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;

/**
 * The model that comes with the program.
 *
 * @param storage file systems of the session
 */
record ShippedSource(Storage storage) implements JointSource {
    @Override
    public String name() {
        return "shipped";
    }

    @Override
    public Checkpoint last() {
        return Checkpoint.exported(ShippedModel.here().folder());
    }

    @Override
    public Codec codec(CheckpointInfo info) {
        var codec = ShippedModel.here().folder().resolve("codec");
        return new CodecFolder(storage, codec.toUri().toString()).read();
    }

    /** Driver and executors have the same jar; another one would be noticed. */
    @Override
    public Checkpoint ofThen(int step, String fingerprint) {
        var found = last();
        if (!JointSource.fingerprint(found).equals(fingerprint)) {
            throw new IllegalStateException(
                    "The jar of this executor has another model than that of the driver; give both the same jar");
        }
        return found;
    }
}
