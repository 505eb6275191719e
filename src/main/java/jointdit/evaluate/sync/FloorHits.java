package jointdit.evaluate.sync;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jointdit.evaluate.sync.Rebound.Span;

/**
 * Times at which the ball of scene {@code bounce} hits the floor, between the frames too: around each low point the
 * parabolas before and after, which share the gravity of the clip, are carried on to the floor and to each other.
 */
public final class FloorHits {
    /** Frames on each side of a low point that its parabolas are fitted to. */
    private static final int REACH = 3;

    /** Sides per second with which the ball must arrive and leave: half of what the slowest real ball has. */
    private static final double SLOWEST = 0.3;

    /** Sides per second squared that are tried, a twelfth of an octave apart. */
    private static final double LEAST_GRAVITY = 0.7;

    private static final int GRAVITIES = 49;

    private final double[] heights;
    private final double framesPerSecond;

    private FloorHits(double[] heights, double framesPerSecond) {
        this.heights = heights;
        this.framesPerSecond = framesPerSecond;
    }

    /**
     * Times in seconds, ascending. A hit up to half a frame after the last frame counts, where the fall leads to it.
     */
    public static List<Double> of(BallTrack track, double framesPerSecond) {
        argument(framesPerSecond > 0, "framesPerSecond must be above 0, found %s", framesPerSecond);
        return new FloorHits(track.heights(), framesPerSecond).times();
    }

    private List<Double> times() {
        var spans = spans(lows());
        return rebounds(spans).stream()
                .filter(this::isHit)
                .map(r -> r.at() / framesPerSecond)
                .toList();
    }

    private boolean isHit(Rebound rebound) {
        double slowest = SLOWEST / framesPerSecond;
        boolean isBetweenFrames = rebound.at() <= heights.length - 1;
        return (rebound.isSeen() || !isBetweenFrames)
                && rebound.down() >= slowest
                && rebound.up() >= slowest
                && rebound.at() <= heights.length - 0.5;
    }

    /** With the gravity that explains all of them best. */
    private List<Rebound> rebounds(List<Span> spans) {
        var best = List.<Rebound>of();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < GRAVITIES; i++) {
            double gravity = LEAST_GRAVITY * Math.pow(2, i / 12.0) / (framesPerSecond * framesPerSecond);
            var rebounds =
                    spans.stream().map(s -> Rebound.fit(heights, s, gravity)).toList();
            double error = rebounds.stream()
                    .mapToDouble(r -> Math.min(r.error(), r.errorOfFlight()))
                    .sum();
            if (error < least) {
                least = error;
                best = rebounds;
            }
        }
        return best;
    }

    /** Frames below both their neighbours; the last frame has only one. */
    private List<Integer> lows() {
        return IntStream.range(1, heights.length)
                .filter(k -> heights[k] <= heights[k - 1])
                .filter(k -> k == heights.length - 1 || heights[k] < heights[k + 1])
                .boxed()
                .toList();
    }

    /** Each low point with the frames around it that no other low point touches. */
    private List<Span> spans(List<Integer> lows) {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < lows.size(); i++) {
            int low = lows.get(i);
            int before = i == 0 ? -1 : lows.get(i - 1);
            int after = i == lows.size() - 1 ? heights.length : lows.get(i + 1);
            spans.add(new Span(Math.max(before + 1, low - REACH), low, Math.min(after, low + REACH + 1)));
        }
        return spans;
    }
}
