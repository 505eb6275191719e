package jointdit.evaluate.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jointdit.evaluate.Measure;
import jointdit.media.Clip;
import jointdit.media.Picture;
import jointdit.media.Video;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.ModelPlaces;
import jointdit.pretrained.clip.ClipPixels;
import jointdit.pretrained.clip.ClipTokenizer;
import jointdit.tensor.Device;

/**
 * CLIP's embeddings of the frames of a clip, of unit length, and how much they are like its caption and first picture.
 *
 * @see <a href="https://arxiv.org/abs/2104.08718">Hessel et al. 2021</a>, CLIPScore, of which these are the cosines
 */
public final class ClipEmbedding implements Embedding {
    private final String name;
    private final jointdit.pretrained.clip.Clip clip;
    private final ClipPixels pixels;
    private final ClipTokenizer tokenizer;

    private ClipEmbedding(String name, jointdit.pretrained.clip.Clip clip, ClipPixels pixels, ClipTokenizer tokenizer) {
        this.name = name;
        this.clip = clip;
        this.pixels = pixels;
        this.tokenizer = tokenizer;
    }

    static ClipEmbedding open(String model, ModelPlaces places) {
        var folder = places.folder(model);
        var clip = jointdit.pretrained.clip.Clip.open(ModelFolder.of(folder), Device.cpu());
        var name = model.replaceFirst("/+$", "").replaceFirst(".*/", "").toLowerCase(Locale.ROOT);
        return new ClipEmbedding(
                name.startsWith("clip") ? name : "clip-" + name,
                clip,
                ClipPixels.open(folder),
                ClipTokenizer.open(folder).withContext(clip.context()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<float[]> of(Clip clip) {
        return clip.video().frames().stream()
                .map(frame -> image(clip.video(), frame))
                .toList();
    }

    /**
     * Cosines of the frames, the mean of all.
     *
     * @param frames of {@link #of}
     * @param caption of the clip; blank if it has none
     * @param reference whose first frame the clip was to begin with; of no frame if there is none
     */
    public List<Measure> similarities(List<float[]> frames, String caption, List<float[]> reference) {
        var measures = new ArrayList<Measure>();
        if (!caption.isBlank()) {
            var text = unit(clip.textEmbedding(tokenizer.ids(List.of(caption))).floats());
            measures.add(Measure.mean("clip-text-" + name, mean(frames, text)));
        }
        if (!reference.isEmpty()) {
            measures.add(Measure.mean("clip-image-" + name, mean(frames, reference.get(0))));
        }
        return measures;
    }

    private static double mean(List<float[]> frames, float[] other) {
        return frames.stream()
                .mapToDouble(frame -> product(frame, other))
                .average()
                .orElse(0);
    }

    private float[] image(Video video, byte[] frame) {
        var picture = new Picture(video.width(), video.height(), frame);
        return unit(clip.imageEmbedding(pixels.of(picture)).floats());
    }

    private static float[] unit(float[] vector) {
        double norm = Math.sqrt(product(vector, vector));
        var unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / norm);
        }
        return unit;
    }

    private static double product(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }

    @Override
    public void close() {
        clip.close();
    }
}
