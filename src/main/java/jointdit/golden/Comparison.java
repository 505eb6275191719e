package jointdit.golden;

/**
 * One tensor of a golden and what we computed.
 *
 * @param golden name of the golden
 * @param tensor name of the tensor
 * @param error absolute difference of the worst element; infinite if there is nothing to compare, or a NaN
 * @param tolerance largest allowed for that element
 * @param remark what went wrong where there is no number, else empty
 */
public record Comparison(String golden, String tensor, double error, double tolerance, String remark) {
    static Comparison failed(String golden, String tensor, String reason) {
        return new Comparison(golden, tensor, Double.POSITIVE_INFINITY, 0, reason);
    }

    /** How much of the tolerance the error takes; up to 1 passes. */
    double share() {
        return error == 0 ? 0 : error / tolerance;
    }

    /** Whether the tensor was computed and lies within its tolerance. */
    public boolean passes() {
        return remark.isEmpty() && error <= tolerance;
    }
}
