package jointdit.golden;

/**
 * How far elements of a tensor may lie from the wanted ones.
 *
 * @param absolute for all alike
 * @param relative share of the wanted element's size, added to {@code absolute}
 */
public record Tolerance(double absolute, double relative) {
    /** No difference at all. */
    static final Tolerance EXACT = absolute(0);

    /** The same for elements of all sizes. */
    static Tolerance absolute(double difference) {
        return new Tolerance(difference, 0);
    }

    /** Largest difference from {@code wanted}. */
    public double of(double wanted) {
        return absolute + relative * Math.abs(wanted);
    }
}
