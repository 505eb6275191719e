package jointdit.evaluate.sync;

import java.util.List;
import jointdit.media.Sound;
import jointdit.media.Video;
import jointdit.synthetic.SceneKind;

/** Finds the events of a synthetic scene in its pictures and in its sound, whoever made them. */
public sealed interface SceneWatch permits BounceWatch, BlinkWatch, GlideWatch, StrikeWatch {
    /** What happens in the pictures. */
    Seen seen(Video video);

    /** Times in seconds at which something happens in the sound: by default, something begins to sound. */
    default List<Double> heard(Sound sound) {
        return Onsets.of(sound);
    }

    /** The watch of a scene. */
    static SceneWatch of(SceneKind scene) {
        return switch (scene) {
            case BOUNCE -> new BounceWatch();
            case BLINK -> new BlinkWatch();
            case GLIDE -> new GlideWatch();
            case STRIKE -> new StrikeWatch();
        };
    }
}
