package jointdit.evaluate.sync;

/**
 * The largest connected patch of colour in a picture of grey.
 *
 * @param x of its centre from the left of the square in the middle of the picture, in sides of that square
 * @param y of its centre from the square's top, likewise
 * @param area in areas of the square
 * @param share of all coloured pixels that lie in it, in (0, 1]
 */
public record Blob(double x, double y, double area, double share) {
    /** Least share of all coloured pixels in one that is whole. */
    static final double ONE_PIECE = 0.85;

    /** Whether next to nothing lies elsewhere. */
    boolean isOnePiece() {
        return share >= ONE_PIECE;
    }
}
