package jointdit.synthetic;

import java.util.Locale;
import java.util.SplittableRandom;

/** Saturated colours, each with its pitch; the backgrounds are grey, so a colour always belongs to an object. */
public enum Hue {
    RED(0xE02828, 262),
    YELLOW(0xE0C810, 349),
    GREEN(0x20B038, 466),
    CYAN(0x10B8D0, 622),
    BLUE(0x2848E0, 831),
    MAGENTA(0xD028C0, 1109);

    private final int rgb;
    private final double pitchHz;

    Hue(int rgb, double pitchHz) {
        this.rgb = rgb;
        this.pitchHz = pitchHz;
    }

    /** Packed as 0xRRGGBB. */
    public int rgb() {
        return rgb;
    }

    /** Fundamental of its tones. */
    public double pitchHz() {
        return pitchHz;
    }

    /** Name for captions. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Between this colour at 0 and {@code other}, packed as 0xRRGGBB, at 1. */
    int towards(int other, double share) {
        return between(rgb, other, share);
    }

    /** Between {@code first} at 0 and {@code second} at 1, all packed as 0xRRGGBB. */
    static int between(int first, int second, double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = first >> shift & 255;
            int to = second >> shift & 255;
            mixed |= (int) Math.round(from + share * (to - from)) << shift;
        }
        return mixed;
    }

    static Hue draw(SplittableRandom random) {
        return values()[random.nextInt(values().length)];
    }
}
