package jointdit.tensor;

/**
 * Shape and element type of a program's input.
 *
 * @param shape sizes of the axes
 * @param type FLOAT32 or INT64
 */
public record Spec(Shape shape, DataType type) {
    /** Float32 input. */
    public static Spec floats(int... sizes) {
        return new Spec(Shape.of(sizes), DataType.FLOAT32);
    }

    /** Int64 input: token ids, seeds. */
    public static Spec longs(int... sizes) {
        return new Spec(Shape.of(sizes), DataType.INT64);
    }

    @Override
    public String toString() {
        return type + " " + shape;
    }
}
