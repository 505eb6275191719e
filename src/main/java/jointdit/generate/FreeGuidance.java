package jointdit.generate;

import static jointdit.config.Check.argument;

import java.util.Arrays;

/**
 * Guidance of a prediction away from the one without condition.
 *
 * @param weights 1 is the prediction with condition alone; one for each of the equal parts that a prediction has
 * @see <a href="https://arxiv.org/abs/2207.12598">Ho and Salimans 2022, equation 6 with w = weight - 1</a>
 */
record FreeGuidance(float[] weights) {
    static FreeGuidance constant(double weight) {
        return new FreeGuidance(new float[] {(float) weight});
    }

    /** Equal parts from {@code first} to {@code last}. */
    static FreeGuidance line(double first, double last, int parts) {
        var weights = new float[parts];
        for (var i = 0; i < parts; i++) {
            weights[i] = (float) (parts == 1 ? first : first + i * (last - first) / (parts - 1));
        }
        return new FreeGuidance(weights);
    }

    /** Rows of a batch: two where some part needs the prediction without condition, which comes first. */
    int rows() {
        for (var weight : weights) {
            if (weight > 1) {
                return 2;
            }
        }
        return 1;
    }

    /** The guided prediction of one clip, from that of all rows. */
    float[] apply(float[] predicted) {
        if (rows() == 1) {
            return predicted;
        }
        var size = predicted.length / 2;
        argument(size % weights.length == 0, "%d values do not fall into %d parts", size, weights.length);
        var guided = Arrays.copyOf(predicted, size);
        for (var i = 0; i < size; i++) {
            guided[i] += weights[i / (size / weights.length)] * (predicted[size + i] - predicted[i]);
        }
        return guided;
    }
}
