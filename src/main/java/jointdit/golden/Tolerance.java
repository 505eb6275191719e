package jointdit.golden;

/**
 * How far elements of a tensor may lie from the wanted ones.
 *
 * @param absolute for all alike
 * @param relative share of the wanted element's size, added to {@code absolute}
 */
public record Tolerance(double absolute, double relative) {
    /** Nothing but the very value. */
    public static final Tolerance EXACT = absolute(0);

    /** The same for all elements. */
    public static Tolerance absolute(double tolerance) {
        return new Tolerance(tolerance, 0);
    }

    /** Largest difference from {@code wanted}. */
    public double of(double wanted) {
        return absolute + relative * Math.abs(wanted);
    }
}
