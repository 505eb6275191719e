package jointdit.evaluate.sync;

import java.util.Arrays;
import java.util.List;
import jointdit.media.Video;

/**
 * Two balls touch. Their distance falls and rises in straight lines around that moment, which meet between the frames.
 */
record StrikeWatch() implements SceneWatch {
    private static final Disc BALL = Disc.ofRadius(7 / 64.0);

    /** Frames on each side of the shortest distance that the lines are fitted to. */
    private static final int REACH = 3;

    /** How much farther apart they must have been before, in sides; real ones at least 0.2. */
    private static final double APART = 0.1;

    /** Largest gap between balls that touch, in sides. */
    private static final double GAP = 0.06;

    @Override
    public Seen seen(Video video) {
        var masks = video.frames().stream()
                .map(frame -> new ColourMask(frame, video.width(), video.height()))
                .toList();
        int whole = (int) masks.stream().filter(StrikeWatch::isWhole).count();
        return new Seen(times(masks, video.framesPerSecond()), whole, masks.size());
    }

    /** Two balls, or one patch of both. */
    private static boolean isWhole(ColourMask mask) {
        var blobs = mask.blobs();
        if (blobs.isEmpty()) {
            return false;
        }
        var first = blobs.get(0);
        if (blobs.size() == 1 || first.isOnePiece()) {
            return BALL.times(2).fits(first) && first.isOnePiece();
        }
        var second = blobs.get(1);
        return BALL.fits(first) && BALL.fits(second) && first.share() + second.share() >= Blob.ONE_PIECE;
    }

    private static List<Double> times(List<ColourMask> masks, double framesPerSecond) {
        double radius = Math.sqrt(typicalArea(masks) / 2 / Math.PI);
        var distances = masks.stream().mapToDouble(m -> distance(m, radius)).toArray();
        int shortest = shortest(distances);
        if (shortest == 0 || longest(distances, shortest) - distances[shortest] < APART) {
            return List.of();
        }
        double at = meeting(distances, shortest, 2 * radius);
        return at <= distances.length - 0.5 ? List.of(at / framesPerSecond) : List.of();
    }

    private static double typicalArea(List<ColourMask> masks) {
        var areas = masks.stream().mapToDouble(ColourMask::area).sorted().toArray();
        return areas[areas.length / 2];
    }

    /** Of the centres of two equal discs, from how far their pixels are spread: variance = r^2 / 4 + d^2 / 4. */
    private static double distance(ColourMask mask, double radius) {
        return 2 * Math.sqrt(Math.max(0, mask.varianceAcross() - radius * radius / 4));
    }

    private static int shortest(double[] distances) {
        int shortest = 0;
        for (int k = 1; k < distances.length; k++) {
            shortest = distances[k] < distances[shortest] ? k : shortest;
        }
        return shortest;
    }

    private static double longest(double[] distances, int end) {
        return Arrays.stream(distances, 0, end)
                .filter(d -> !Double.isNaN(d))
                .max()
                .orElse(0);
    }

    /**
     * In frames: where the lines before and after meet, at most a frame from the shortest; where nothing is seen of the
     * way apart, where the balls touch if they go on as before. Infinite if they stay apart.
     */
    private static double meeting(double[] distances, int shortest, double touching) {
        var before = Line.through(distances, Math.max(0, shortest - REACH), shortest);
        if (shortest + 2 > distances.length - 1) {
            double at = (touching - before.start) / before.slope;
            return before.slope < 0 ? Math.max(shortest - 1, at) : Double.POSITIVE_INFINITY;
        }
        var after = Line.through(distances, shortest + 1, Math.min(distances.length, shortest + 1 + REACH));
        double met = (after.start - before.start) / (before.slope - after.slope);
        double at = Double.isFinite(met) && Math.abs(met - shortest) <= 1 ? met : shortest;
        return before.start + before.slope * at <= touching + GAP ? at : Double.POSITIVE_INFINITY;
    }

    /** {@code start + slope k}, by least squares. */
    private record Line(double start, double slope) {
        static Line through(double[] values, int from, int to) {
            double n = to - from;
            double meanK = (from + to - 1) / 2.0;
            double mean = 0;
            for (int k = from; k < to; k++) {
                mean += values[k] / n;
            }
            double product = 0;
            double squares = 0;
            for (int k = from; k < to; k++) {
                product += (k - meanK) * (values[k] - mean);
                squares += (k - meanK) * (k - meanK);
            }
            double slope = product / squares;
            return new Line(mean - slope * meanK, slope);
        }
    }
}
