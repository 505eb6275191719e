package jointdit.job;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Consumer;
import jointdit.pretrained.ModelPlaces;

/**
 * Models to plan with: those on this machine, and of known repositories that nobody fetched the settings in the jar,
 * without weights.
 *
 * @param local those on this machine
 * @param said told which settings are of the jar
 */
record PlannedModels(LocalModels local, Consumer<String> said) {
    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"), "jointdit-models", "planned");
    private static final Shipped SVD = new Shipped("svd_xt_unet", "svd");
    private static final Shipped AUDIOLDM2 = new Shipped("audioldm2_unet", "audioldm2");

    /** Networks of equal settings but for the number of frames they were trained on. */
    private static final Map<String, Shipped> KNOWN = Map.of(
            "stabilityai/stable-video-diffusion-img2vid", SVD,
            "stabilityai/stable-video-diffusion-img2vid-xt", SVD,
            "cvssp/audioldm2", AUDIOLDM2);

    /**
     * Figures of a published pipeline in the jar.
     *
     * @param unet settings of its UNet
     * @param pipeline tiny pipeline that has the index and the noise of the real one
     */
    private record Shipped(String unet, String pipeline) {
        Path write() {
            var folder = FOLDER.resolve(pipeline);
            copy("published/%s.config.json".formatted(unet), folder.resolve("unet/config.json"));
            for (var same : new String[] {"model_index.json", "scheduler/scheduler_config.json"}) {
                copy("tiny/%s/%s".formatted(pipeline, same), folder.resolve(same));
            }
            return folder;
        }

        /** Whole under its name, should another plan be written at the same time. */
        private static void copy(String resource, Path file) {
            try (var in = PlannedModels.class.getResourceAsStream("/jointdit/" + resource)) {
                Files.createDirectories(file.getParent());
                var part = Files.createTempFile(file.getParent(), "part", null);
                Files.write(part, in.readAllBytes());
                Files.move(part, file, REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot write " + file, e);
            }
        }
    }

    /** Where a model is found or written to. */
    ModelPlaces places() {
        var named = new HashSet<String>();
        return model -> {
            var shipped = KNOWN.get(model);
            if (shipped == null || local.find(model).isPresent()) {
                return local.folder(model);
            }
            if (named.add(model)) {
                said.accept("Settings of %s come with this program: nobody fetched it here.".formatted(model));
            }
            return shipped.write();
        };
    }
}
