package jointdit.condition;

import java.nio.file.Path;
import jointdit.media.Picture;
import jointdit.pretrained.ModelFolder.Variant;
import jointdit.pretrained.PipelineFolder;
import jointdit.pretrained.clip.Clip;
import jointdit.pretrained.clip.ClipPixels;
import jointdit.tensor.Device;

/**
 * Embeds pictures as Stable Video Diffusion does. Threads may share it.
 *
 * @param pixels how a picture comes to the size of the encoder
 * @param encoder CLIP
 */
public record SvdImages(ClipPixels pixels, Clip encoder) implements AutoCloseable {
    /**
     * Opens the encoder of a pipeline's folder.
     *
     * @throws IllegalArgumentException if it is not that of Stable Video Diffusion, or lacks the encoder
     */
    public static SvdImages open(Path folder, Variant variant, Device device) {
        return open(PipelineFolder.open(folder, variant, "StableVideoDiffusionPipeline"), device);
    }

    /** The same of a folder that has been opened. */
    public static SvdImages open(PipelineFolder folder, Device device) {
        return new SvdImages(
                ClipPixels.open(folder.folder("feature_extractor")),
                Clip.open(folder.component("image_encoder", "CLIPVisionModelWithProjection"), device));
    }

    /** The embedding (E) of a picture of any size. */
    public float[] embedding(Picture picture) {
        return encoder.imageEmbedding(pixels.smooth(picture)).floats();
    }

    /** Hash of the weights. */
    public String fingerprint() {
        return encoder.fingerprint();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
