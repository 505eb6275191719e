package jointdit.synthetic;

import java.util.List;

/**
 * What happens in a clip, before it is painted and played.
 *
 * @param id scene and seed, e.g. {@code bounce-17}
 * @param scene what it shows
 * @param caption what can be seen
 * @param events in order of time
 */
public record Story(String id, SceneKind scene, String caption, List<Event> events) {
    public Story {
        events = List.copyOf(events);
    }
}
