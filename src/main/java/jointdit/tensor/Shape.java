package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sizes of a tensor's axes, outermost first. Axes may be counted from the end: -1 is the last. */
public final class Shape {
    private final int[] sizes;

    private Shape(int[] sizes) {
        this.sizes = sizes;
    }

    /**
     * Of sizes, the outermost first.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public static Shape of(int... sizes) {
        for (var size : sizes) {
            argument(size >= 0, "Sizes must not be negative, found %s", Arrays.toString(sizes));
        }
        return new Shape(sizes.clone());
    }

    /** Number of axes. */
    public int rank() {
        return sizes.length;
    }

    /** Size of {@code axis}, from the end when negative. */
    public int size(int axis) {
        return sizes[axis(axis)];
    }

    /** Number of elements. */
    public long elements() {
        return Arrays.stream(sizes).asLongStream().reduce(1, (a, b) -> a * b);
    }

    /** Sizes, outermost first; a copy. */
    public int[] sizes() {
        return sizes.clone();
    }

    /** Same shape with another size of one axis. */
    public Shape with(int axis, int size) {
        var copy = sizes.clone();
        copy[axis(axis)] = size;
        return of(copy);
    }

    /** Shape of elementwise arithmetic between both, or an error naming both. */
    Shape broadcast(Shape other, String where) {
        var rank = Math.max(rank(), other.rank());
        return of(IntStream.range(0, rank)
                .map(i -> broadcastSize(other, rank - i, where))
                .toArray());
    }

    private int broadcastSize(Shape other, int fromEnd, String where) {
        var a = fromEnd > rank() ? 1 : size(-fromEnd);
        var b = fromEnd > other.rank() ? 1 : other.size(-fromEnd);
        argument(a == b || a == 1 || b == 1, "Cannot broadcast %s with %s%s", this, other, where);
        return a == 1 ? b : a;
    }

    /** Whether this can be repeated along axes of size 1 until it is {@code target}. */
    boolean expandsTo(Shape target) {
        return rank() <= target.rank()
                && IntStream.rangeClosed(1, rank()).allMatch(i -> size(-i) == 1 || size(-i) == target.size(-i));
    }

    boolean has(int axis) {
        return -rank() <= axis && axis < rank();
    }

    /** {@code axis} counted from the start. */
    int axis(int axis) {
        argument(has(axis), "%s has no axis %d", this, axis);
        return Math.floorMod(axis, rank());
    }

    /** Sizes as longs, a copy. */
    public long[] longs() {
        return Arrays.stream(sizes).asLongStream().toArray();
    }

    /** As a TorchScript list, {@code [2, 77, 768]}. */
    String list() {
        return Arrays.toString(sizes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    @Override
    public String toString() {
        return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
