package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.Arrays;

/** Numbers in the Java heap that go into a program or come out of it, row-major; read-only by agreement. */
public final class Array {
    private final Spec spec;
    private final Object values;

    private Array(Spec spec, Object values, int length) {
        argument(spec.shape().elements() == length, "%s does not hold %d values", spec, length);
        this.spec = spec;
        this.values = values;
    }

    /** Wraps float32 values without copying. */
    public static Array of(Shape shape, float... values) {
        return new Array(new Spec(shape, DataType.FLOAT32), values, values.length);
    }

    /** Wraps int64 values without copying. */
    public static Array ofLongs(Shape shape, long... values) {
        return new Array(new Spec(shape, DataType.INT64), values, values.length);
    }

    /** Float32 array with one value everywhere. */
    public static Array filled(Shape shape, float value) {
        var values = new float[Math.toIntExact(shape.elements())];
        Arrays.fill(values, value);
        return of(shape, values);
    }

    public Spec spec() {
        return spec;
    }

    public Shape shape() {
        return spec.shape();
    }

    /** The float32 values; no copy. */
    public float[] floats() {
        argument(values instanceof float[], "Wanted float values, the array is %s", spec);
        return (float[]) values;
    }

    /** The int64 values; no copy. */
    public long[] longs() {
        argument(values instanceof long[], "Wanted long values, the array is %s", spec);
        return (long[]) values;
    }

    /** Same values under another shape. */
    public Array reshape(int... sizes) {
        var shape = Shape.of(sizes);
        return values instanceof float[] floats ? of(shape, floats) : ofLongs(shape, longs());
    }
}
