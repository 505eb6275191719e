package jointdit.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jointdit.config.Configs;
import jointdit.joint.Checkpoint;
import jointdit.spark.Storage;
import jointdit.tensor.Safetensors;

/**
 * A trained model as Hugging Face's hub has them.
 *
 * <pre>
 * model.safetensors  averaged weights by their names
 * config.json        {@link jointdit.joint.CheckpointInfo}: network, shapes of latents, where it comes from
 * codec/             of the latents, if they were named
 * README.md          the model card
 * </pre>
 *
 * @param storage where the model lies
 * @param checkpoint of the model
 * @param latents folder of the latents it was trained on
 * @param card what the model is, and the precision of its weights
 */
record HubFolder(Storage storage, Checkpoint checkpoint, Optional<String> latents, ModelCard card) {
    /** Writes the folder, which must exist. */
    void write(Path folder) throws IOException {
        new HubWeights(Safetensors.open(checkpoint.averageFile()), card.precision())
                .write(folder.resolve(Checkpoint.EXPORTED_AVERAGE));
        Files.writeString(folder.resolve(Checkpoint.EXPORTED_INFO), Configs.json(checkpoint.info()) + "\n");
        if (latents.isPresent()) {
            codec(folder, latents.get() + "/codec");
        }
        Files.writeString(folder.resolve("README.md"), card.text());
    }

    private void codec(Path folder, String codec) throws IOException {
        Files.createDirectories(folder.resolve("codec"));
        for (var file : storage.list(codec)) {
            var name = file.uri().substring(file.uri().lastIndexOf('/') + 1);
            if (!name.startsWith(".")) {
                Files.write(folder.resolve("codec").resolve(name), storage.read(file.uri()));
            }
        }
    }
}
