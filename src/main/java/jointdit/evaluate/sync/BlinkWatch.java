package jointdit.evaluate.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import jointdit.media.Video;

/**
 * A lamp flashes: its colour is strong while it is lit, and its glow makes it larger. A flash begins half way between
 * the last dark frame and the first lit one, where no frame tells more.
 */
record BlinkWatch() implements SceneWatch {
    private static final double RADIUS = 10 / 64.0;
    private static final double GLOW = 1.5;

    /** Chroma of a pixel of a dark lamp, less half. */
    private static final int COLOURED = 30;

    /** Least ratio of the colour in lit and dark frames; real ones have more than three. */
    private static final double BRIGHTER = 1.7;

    @Override
    public Seen seen(Video video) {
        var masks = video.frames().stream()
                .map(frame -> new ColourMask(frame, video.width(), video.height(), COLOURED))
                .toList();
        var lit = lit(masks.stream().mapToDouble(ColourMask::sum).toArray());
        int whole = (int) IntStream.range(0, masks.size())
                .filter(k -> isWhole(masks.get(k), lit[k]))
                .count();
        return new Seen(begins(lit, video.framesPerSecond()), whole, masks.size());
    }

    /** Frames with more colour than half way between the darkest quarter and the brightest. */
    private static boolean[] lit(double[] colour) {
        var sorted = Arrays.stream(colour).sorted().toArray();
        double dark = Arrays.stream(sorted)
                .limit(Math.max(1, sorted.length / 4))
                .average()
                .orElse(0);
        double bright = sorted[sorted.length - 1];
        var lit = new boolean[colour.length];
        for (int k = 0; k < lit.length; k++) {
            lit[k] = bright > BRIGHTER * dark && colour[k] > (dark + bright) / 2;
        }
        return lit;
    }

    private static List<Double> begins(boolean[] lit, double framesPerSecond) {
        var times = new ArrayList<Double>();
        for (int k = 1; k < lit.length; k++) {
            if (lit[k] && !lit[k - 1]) {
                times.add((k - 0.5) / framesPerSecond);
            }
        }
        return times;
    }

    private static boolean isWhole(ColourMask mask, boolean lit) {
        var lamp = Disc.ofRadius(lit ? GLOW * RADIUS : RADIUS);
        return mask.largest().filter(lamp::fits).filter(Blob::isOnePiece).isPresent();
    }
}
