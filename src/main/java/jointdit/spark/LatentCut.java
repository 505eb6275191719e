package jointdit.spark;

import java.util.Arrays;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;

/**
 * Takes of longer clips what a model with {@code max-frames} takes.
 *
 * @param shape that all clips get
 * @param cuts whether longer clips are cut; without, latents stay as they are
 */
record LatentCut(LatentShape shape, boolean cuts) {
    /** For the model of {@code source}. */
    static LatentCut of(LatentFeed.Source source) {
        var most = source.towers().model().flatMap(JointConfig::maxFrames);
        return new LatentCut(
                source.shape(),
                most.filter(frames -> frames == source.shape().frames()).isPresent());
    }

    /** Of video latents (F, C, H, W). */
    float[] video(float[] values) {
        var longer = cuts && values.length > shape.videoSize() && values.length % shape.pictureSize() == 0;
        return longer ? Arrays.copyOf(values, shape.videoSize()) : values;
    }

    /** Of audio latents (C, T, M). */
    float[] audio(float[] values) {
        var longer = cuts
                && values.length > shape.audioSize()
                && values.length % (shape.audioSize() / shape.audioFrames()) == 0;
        if (!longer) {
            return values;
        }
        var kept = shape.audioFrames() * shape.audioBins();
        var all = values.length / shape.audioChannels();
        var cut = new float[shape.audioSize()];
        for (var channel = 0; channel < shape.audioChannels(); channel++) {
            System.arraycopy(values, channel * all, cut, channel * kept, kept);
        }
        return cut;
    }
}
