package jointdit.codec;

import static jointdit.config.Check.argument;

import java.io.Serializable;

/**
 * Whitened principal components: {@code score = component . (value - mean) / scale}. Arrays are read-only by agreement.
 *
 * @param mean (D)
 * @param components (C, D), rows of length 1, orthogonal, strongest first
 * @param scale (C), above 0
 */
public record PcaBasis(float[] mean, float[] components, float[] scale) implements Serializable {
    public PcaBasis {
        argument(
                components.length == mean.length * scale.length,
                "Wanted %d x %d component values, found %d",
                scale.length,
                mean.length,
                components.length);
        for (var s : scale) {
            argument(s > 0 && Float.isFinite(s), "Scales must be above 0, found %s", s);
        }
    }

    /** Values of a row, D. */
    public int width() {
        return mean.length;
    }

    /** Components kept, C. */
    public int channels() {
        return scale.length;
    }

    /** Throws {@link IllegalArgumentException} unless it has these sizes. */
    void check(String name, int channels, int width) {
        argument(
                channels() == channels && width() == width,
                "Wanted a %s basis of %d channels by %d values, found %d by %d",
                name,
                channels,
                width,
                channels(),
                width());
    }

    /** Scores (C, N) of {@code rows} (N, D). */
    public float[] project(float[] rows) {
        var count = rows.length / width();
        var scores = new float[channels() * count];
        for (var c = 0; c < channels(); c++) {
            for (var n = 0; n < count; n++) {
                scores[c * count + n] = score(rows, n, c);
            }
        }
        return scores;
    }

    /** Rows (N, D) of {@code scores} (C, N). */
    public float[] reconstruct(float[] scores) {
        var count = scores.length / channels();
        var rows = new float[count * width()];
        for (var n = 0; n < count; n++) {
            System.arraycopy(mean, 0, rows, n * width(), width());
            for (var c = 0; c < channels(); c++) {
                addComponent(rows, n, c, scores[c * count + n] * scale[c]);
            }
        }
        return rows;
    }

    private float score(float[] rows, int row, int channel) {
        var sum = 0f;
        for (var d = 0; d < width(); d++) {
            sum += components[channel * width() + d] * (rows[row * width() + d] - mean[d]);
        }
        return sum / scale[channel];
    }

    private void addComponent(float[] rows, int row, int channel, float amount) {
        for (var d = 0; d < width(); d++) {
            rows[row * width() + d] += amount * components[channel * width() + d];
        }
    }
}
