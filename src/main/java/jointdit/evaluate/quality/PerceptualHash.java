package jointdit.evaluate.quality;

import java.util.Arrays;
import jointdit.media.Video;

/**
 * 256 bits that stay nearly the same when a video is coded again, scaled or brightened: of four frames spread over it,
 * the signs of the low frequencies of a cosine transform of 32 x 32 grey values against their median.
 *
 * @see <a href="https://www.phash.org/docs/pubs/thesis_zauner.pdf">Zauner 2010</a>, section 3.2.1
 */
public final class PerceptualHash {
    /** Words of 64 bits, one a frame. */
    public static final int WORDS = 4;

    private static final int SIDE = 32;
    private static final int LOW = 8;
    private static final double[][] COSINES = cosines();

    private PerceptualHash() {}

    /** Of a video of at least one frame. */
    public static long[] of(Video video) {
        var hash = new long[WORDS];
        for (int word = 0; word < WORDS; word++) {
            int at = (int) ((word + 0.5) * video.frames().size() / WORDS);
            hash[word] = hash(grey(video, video.frames().get(at)));
        }
        return hash;
    }

    /** Bits in which two hashes differ, of 256. */
    public static int distance(long[] left, long[] right) {
        int distance = 0;
        for (int word = 0; word < WORDS; word++) {
            distance += Long.bitCount(left[word] ^ right[word]);
        }
        return distance;
    }

    private static long hash(double[] grey) {
        var low = new double[LOW * LOW];
        for (int v = 0; v < LOW; v++) {
            for (int u = 0; u < LOW; u++) {
                for (int y = 0; y < SIDE; y++) {
                    for (int x = 0; x < SIDE; x++) {
                        low[v * LOW + u] += grey[y * SIDE + x] * COSINES[v][y] * COSINES[u][x];
                    }
                }
            }
        }
        var sorted = Arrays.stream(low).skip(1).sorted().toArray();
        double median = sorted[sorted.length / 2];
        long bits = 0;
        for (int i = 1; i < low.length; i++) {
            bits |= low[i] > median ? 1L << i : 0;
        }
        return bits;
    }

    /** Means over cells of a 32 x 32 grid. */
    private static double[] grey(Video video, byte[] rgb) {
        var sums = new double[SIDE * SIDE];
        var counts = new int[SIDE * SIDE];
        for (int y = 0; y < video.height(); y++) {
            for (int x = 0; x < video.width(); x++) {
                int cell = y * SIDE / video.height() * SIDE + x * SIDE / video.width();
                int at = 3 * (y * video.width() + x);
                sums[cell] += (rgb[at] & 255) + (rgb[at + 1] & 255) + (rgb[at + 2] & 255);
                counts[cell]++;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= 3.0 * Math.max(1, counts[i]);
        }
        return sums;
    }

    private static double[][] cosines() {
        var cosines = new double[LOW][SIDE];
        for (int u = 0; u < LOW; u++) {
            for (int x = 0; x < SIDE; x++) {
                cosines[u][x] = Math.cos(Math.PI * u * (2 * x + 1) / (2 * SIDE));
            }
        }
        return cosines;
    }
}
