package jointdit.evaluate;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.SplittableRandom;

/**
 * Clips drawn with replacement again and again, each by itself, so that parts of the clips can be drawn in different
 * places: how often a clip is in a redraw is a Poisson number of mean 1 that depends on its name and the seed alone.
 * Two runs over clips of the same names are redrawn together, so their difference has an interval, too.
 *
 * @param rounds redraws, at least 40
 * @param seed of the draws
 * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron 1979</a>, the bootstrap
 * @see <a href="https://doi.org/10.1007/s00184-005-0010-y">Hanley and MacGibbon 2006</a>, Poisson numbers in place of
 *     draws
 */
public record Redraws(int rounds, long seed) implements Serializable {
    private static final double NONE = Math.exp(-1);

    public Redraws {
        argument(rounds >= 40, "rounds must be at least 40, found %d", rounds);
    }

    /** 1,000 redraws. */
    public static Redraws of(long seed) {
        return new Redraws(1000, seed);
    }

    /** How often a clip is in each redraw. */
    public byte[] times(String clip) {
        var random = new SplittableRandom(hash(clip));
        var times = new byte[rounds];
        for (int round = 0; round < rounds; round++) {
            times[round] = poisson(random.nextDouble());
        }
        return times;
    }

    /** By inversion: the least k at which the distribution function reaches {@code share}. */
    private static byte poisson(double share) {
        byte k = 0;
        double probability = NONE;
        double reached = probability;
        while (reached < share && k < 20) {
            k++;
            probability /= k;
            reached += probability;
        }
        return k;
    }

    /** FNV-1a over the characters, from the seed on. */
    private long hash(String clip) {
        long hash = 0xcbf29ce484222325L ^ seed;
        for (int i = 0; i < clip.length(); i++) {
            hash = (hash ^ clip.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
