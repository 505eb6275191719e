package jointdit.synthetic;

import java.util.List;
import jointdit.media.Clip;

/**
 * A clip whose events are known.
 *
 * @param id scene and seed, e.g. {@code bounce-17}
 * @param scene what it shows
 * @param clip its pictures and sound
 * @param caption what can be seen
 * @param events in order of time
 */
public record SyntheticClip(String id, SceneKind scene, Clip clip, String caption, List<Event> events) {
    public SyntheticClip {
        events = List.copyOf(events);
    }
}
