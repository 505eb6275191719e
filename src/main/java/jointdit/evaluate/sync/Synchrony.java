package jointdit.evaluate.sync;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether clips of scene {@code bounce} are seen and heard at the same time.
 *
 * @param tolerance greatest distance in seconds of a hit and its sound
 * @param seed of the shuffled pairs and of the intervals
 */
public record Synchrony(double tolerance, long seed) {
    private static final int ROUNDS = 1000;
    private static final int SHUFFLES = 8;

    public Synchrony {
        argument(tolerance >= 0, "tolerance must be at least 0, found %s", tolerance);
    }

    /**
     * The figures of some clips, each with a 95% interval over clips.
     *
     * <pre>
     * event-f1           agreement of hits and onsets, see {@link EventF1}
     * event-precision    share of the onsets that belong to a hit
     * event-recall       share of the hits that are heard
     * event-f1-shuffled  agreement of hits with the onsets of other clips: chance; absent for a single clip
     * integrity          share of frames in which the ball is whole, see {@link BallIntegrity}
     * hits, onsets       per clip
     * </pre>
     *
     * @param clips at least one
     */
    public List<Figure> figures(List<ClipFacts> clips) {
        argument(!clips.isEmpty(), "Wanted at least 1 clip to measure, found none");
        var bootstrap = new Bootstrap(ROUNDS, seed);
        var pairs = clips.stream().map(c -> agreement(c, c)).toList();
        var figures = new ArrayList<Figure>();
        figures.add(bootstrap.figure("event-f1", pairs, p -> EventF1.pooled(p).f1()));
        figures.add(bootstrap.figure(
                "event-precision", pairs, p -> EventF1.pooled(p).precision()));
        figures.add(
                bootstrap.figure("event-recall", pairs, p -> EventF1.pooled(p).recall()));
        if (clips.size() > 1) {
            figures.add(bootstrap.figure(
                    "event-f1-shuffled", shuffled(clips), p -> EventF1.pooled(p).f1()));
        }
        var integrity = clips.stream().map(ClipFacts::integrity).toList();
        figures.add(bootstrap.figure(
                "integrity", integrity, i -> BallIntegrity.pooled(i).share()));
        figures.add(bootstrap.figure("hits", clips, Synchrony::hits));
        figures.add(bootstrap.figure("onsets", clips, Synchrony::onsets));
        return List.copyOf(figures);
    }

    /** For each video its agreement with the sounds of a few other clips. */
    private List<EventF1> shuffled(List<ClipFacts> clips) {
        var orders = IntStream.range(0, SHUFFLES)
                .mapToObj(shuffle -> ShuffledPairs.of(clips.size(), SHUFFLES * seed + shuffle))
                .toList();
        return IntStream.range(0, clips.size())
                .mapToObj(i -> EventF1.pooled(orders.stream()
                        .map(sounds -> agreement(clips.get(i), clips.get(sounds[i])))
                        .toList()))
                .toList();
    }

    private EventF1 agreement(ClipFacts video, ClipFacts sound) {
        return EventF1.of(sound.onsets(), video.hits(), tolerance);
    }

    private static double hits(List<ClipFacts> clips) {
        return clips.stream().mapToInt(c -> c.hits().size()).average().orElse(0);
    }

    private static double onsets(List<ClipFacts> clips) {
        return clips.stream().mapToInt(c -> c.onsets().size()).average().orElse(0);
    }
}
