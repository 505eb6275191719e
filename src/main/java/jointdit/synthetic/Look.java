package jointdit.synthetic;

import static java.lang.Math.max;
import static java.lang.Math.min;

import java.util.SplittableRandom;

/**
 * How a scene is drawn, whatever happens in it. Models that learn from one look alone do not know what to do with a
 * picture of another.
 *
 * @param size radius of discs, in shares of the usual
 * @param contrast of greys, 1 for the usual; with 0 backdrop and ground are {@code plain}
 * @param plain colour that greys are mixed with, packed as 0xRRGGBB
 * @param tint share of the way of colours to white, below 0 to black
 */
public record Look(double size, double contrast, int plain, double tint) {
    private static final int WHITE = 0xFFFFFF;
    private static final int BLACK = 0;
    private static final int GREY = 0x010101;

    /** The one that all clips of a scene share. */
    public static Look usual() {
        return new Look(1, 1, WHITE, 0);
    }

    /** Another one; two thirds of them are plain, and half of those about white, as paper is. */
    static Look draw(SplittableRandom random) {
        double size = random.nextDouble(0.65, 1.6);
        double tint = random.nextDouble(-0.3, 0.3);
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Look(size, random.nextDouble(), GREY * random.nextInt(256), tint);
            case 2, 3 -> new Look(size, 0, GREY * random.nextInt(228, 256), tint);
            case 4 -> new Look(size, 0, GREY * random.nextInt(256), tint);
            default -> new Look(size, 0, Hue.draw(random).towards(WHITE, random.nextDouble(0.6, 1)), tint);
        };
    }

    boolean isUsual() {
        return equals(usual());
    }

    /** What becomes of a grey of the usual look, in [0, 255]; packed as 0xRRGGBB. */
    int grey(double usual) {
        return Hue.between(plain, GREY * (int) Math.round(max(0, min(255, usual))), contrast);
    }

    /** What becomes of a colour of the usual look, packed as 0xRRGGBB. */
    int colour(int rgb) {
        return tint < 0 ? Hue.between(rgb, BLACK, -tint) : Hue.between(rgb, WHITE, tint);
    }
}
