package jointdit.tensor;

import java.util.SplittableRandom;

/** Gaussian noise that depends on its seed alone: not on threads, devices, batch or library versions. */
public final class Noise {
    private Noise() {}

    /** Standard normal array. */
    public static Array normal(Shape shape, long seed) {
        var values = new float[Math.toIntExact(shape.elements())];
        fill(values, seed, 1);
        return Array.of(shape, values);
    }

    /** One seed out of several numbers, e.g. (run seed, clip, step); well spread also for neighbouring numbers. */
    public static long seed(long... parts) {
        var seed = 0x9E3779B97F4A7C15L;
        for (var part : parts) {
            seed = mix(seed ^ mix(part + 0x632BE59BD9B4E019L));
        }
        return seed;
    }

    /** A seed for a text, e.g. a parameter's name. */
    public static long seed(long seed, String text) {
        return text.chars().asLongStream().reduce(seed, (s, c) -> seed(s, c));
    }

    static void fill(float[] target, long seed, double scale) {
        var random = new SplittableRandom(seed(seed));
        for (var i = 0; i < target.length; i++) {
            target[i] = (float) (scale * random.nextGaussian());
        }
    }

    /** Finaliser of MurmurHash3 (Appleby), variant 13 of Stafford. */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
