package jointdit.spark;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.mllib.feature.Normalizer;
import org.apache.spark.mllib.linalg.Vectors;

/**
 * Captions and prompts as hashed bags of words, of length 1: MLlib's hashing of lower-cased words into buckets.
 * Training and generation must use the same width.
 *
 * @param width buckets, the model's {@code text-width}
 */
public record TextHasher(int width) implements Serializable {
    public TextHasher {
        argument(width >= 1, "text-width must be at least 1, found %d", width);
    }

    /** Share of each bucket, (width); all zero for a text without words. */
    public float[] vector(String text) {
        var buckets = new HashingTF().setNumFeatures(width);
        var counts = new double[width];
        words(text).forEach(word -> counts[buckets.indexOf(word)]++);
        return floats(new Normalizer().transform(Vectors.dense(counts)).toArray());
    }

    /** Runs of letters and digits, lower-cased. */
    static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (var i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
