package jointdit.evaluate.sync;

/**
 * A disc that a scene shows.
 *
 * @param area in areas of the square in the middle of the picture
 */
record Disc(double area) {
    /** Shares of its area between which a patch may be it: codecs and models blur edges. */
    private static final double SMALLEST = 0.5;

    private static final double LARGEST = 1.6;

    /** A disc of a radius in sides of the square. */
    static Disc ofRadius(double radius) {
        return new Disc(Math.PI * radius * radius);
    }

    /** So many of them side by side. */
    Disc times(int count) {
        return new Disc(count * area);
    }

    boolean fits(Blob blob) {
        return SMALLEST * area <= blob.area() && blob.area() <= LARGEST * area;
    }
}
