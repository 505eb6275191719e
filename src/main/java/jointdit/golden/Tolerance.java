package jointdit.golden;

/**
 * How far elements of a tensor may lie from the wanted ones.
 *
 * @param absolute for all alike
 * @param relative share of the wanted element's size, added to {@code absolute}
 */
public record Tolerance(double absolute, double relative) {
    /** Largest difference from {@code wanted}. */
    public double of(double wanted) {
        return absolute + relative * Math.abs(wanted);
    }
}
