package jointdit.synthetic;

import static java.lang.Math.max;
import static java.lang.Math.min;

import java.util.SplittableRandom;

/**
 * How a scene is drawn, whatever happens in it. Models that learn from one look alone do not know what to do with a
 * picture of another.
 *
 * @param size radius of discs, in shares of the usual
 * @param contrast of greys, 1 for the usual; with 0 backdrop and ground are one plain grey
 * @param brightness of greys where there is no contrast, in [0, 255]
 * @param tint share of the way of colours to white, below 0 to black
 */
public record Look(double size, double contrast, double brightness, double tint) {
    private static final int WHITE = 0xFFFFFF;
    private static final int BLACK = 0;

    /** The one that all clips of a scene share. */
    public static Look usual() {
        return new Look(1, 1, 0, 0);
    }

    /** Another one; half of them are plain. */
    static Look draw(SplittableRandom random) {
        double size = random.nextDouble(0.72, 1.35);
        double contrast = max(0, random.nextDouble(-1, 1));
        return new Look(size, contrast, random.nextDouble(0, 255), random.nextDouble(-0.25, 0.25));
    }

    boolean isUsual() {
        return equals(usual());
    }

    /** What becomes of a grey of the usual look. */
    double grey(double usual) {
        return max(0, min(255, contrast * usual + (1 - contrast) * brightness));
    }

    /** What becomes of a colour of the usual look, packed as 0xRRGGBB. */
    int colour(int rgb) {
        return tint < 0 ? Hue.between(rgb, BLACK, -tint) : Hue.between(rgb, WHITE, tint);
    }
}
