package jointdit.evaluate.sync;

import java.util.List;

/**
 * What is seen in a video of a scene.
 *
 * @param times of events in seconds, ascending
 * @param whole frames in which what the scene shows is there, in one piece and of its size
 * @param frames all frames
 */
public record Seen(List<Double> times, int whole, int frames) {
    public Seen {
        times = List.copyOf(times);
    }
}
