package jointdit.spark;

import static jointdit.config.Check.argument;

import jointdit.codec.Codec;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;

/**
 * A folder that {@code export} wrote, with the codec in {@code codec/}. One on another file system is copied once to
 * each machine.
 *
 * @param storage where it lies
 * @param folder the folder
 * @param latents folder of the latents it was trained on; empty for the codec in the folder
 */
record ExportedSource(Storage storage, String folder, String latents) implements JointSource {
    /** Whether a folder is one. */
    static boolean isAt(Storage storage, String folder) {
        return storage.exists(folder + "/" + Checkpoint.EXPORTED_INFO)
                && storage.exists(folder + "/" + Checkpoint.EXPORTED_AVERAGE);
    }

    @Override
    public String name() {
        return folder;
    }

    @Override
    public Checkpoint last() {
        return Checkpoint.exported(new ModelStore(storage).folder(storage.qualified(folder)));
    }

    @Override
    public Codec codec(CheckpointInfo info) {
        if (!latents.isEmpty()) {
            return new CodecFolder(storage, latents + "/codec").read();
        }
        var codec = new CodecFolder(storage, folder + "/codec");
        argument(
                codec.card().isPresent(),
                "Wanted a codec beside the model, found none in %s; name latents=FOLDER, or export with latents=FOLDER",
                codec.uri());
        return codec.read();
    }

    @Override
    public Checkpoint ofThen(int step, String fingerprint) {
        var found = last();
        if (!JointSource.fingerprint(found).equals(fingerprint)) {
            throw new IllegalStateException(
                    "The model in %s was changed while clips were made; run again".formatted(folder));
        }
        return found;
    }
}
