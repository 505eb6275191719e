package jointdit.tensor;

/**
 * What a part of a network costs.
 *
 * @param parameters number of its weights
 * @param operations additions and multiplications of its matrix products, attention and convolutions in one forward
 *     pass
 * @param activationBytes bytes of all its results that are no views of others: what a gradient may have to keep
 */
public record Cost(long parameters, long operations, long activationBytes) {
    /** Nothing. */
    public static final Cost NONE = new Cost(0, 0, 0);

    /** Both together. */
    public Cost plus(Cost other) {
        return new Cost(
                parameters + other.parameters, operations + other.operations, activationBytes + other.activationBytes);
    }
}
