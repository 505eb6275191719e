package jointdit.synthetic;

/** Where the ball of scene {@code bounce} is, in shares of the square in the middle of a picture, y pointing down. */
public final class BounceGeometry {
    /** Radius of the ball. */
    public static final double RADIUS = 7 / 64.0;

    /** Height of the floor. */
    public static final double FLOOR = 56 / 64.0;

    private BounceGeometry() {}
}
