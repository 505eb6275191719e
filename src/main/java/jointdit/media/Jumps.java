package jointdit.media;

/** Which breaks in the stamps of a stream mean a new count rather than a gap in time. */
enum Jumps {
    /** Only steps back. */
    BACK(Double.POSITIVE_INFINITY),
    /** Long steps ahead as well: what broadcast formats may do. */
    BOTH_WAYS(10);

    static final double TOLERANCE_SECONDS = 0.3; // stamps within a packet of MPEG-TS are off by up to 0.2 s

    private final double aheadSeconds;

    Jumps(double aheadSeconds) {
        this.aheadSeconds = aheadSeconds;
    }

    /** @param gapSeconds from the end of the last frame to the stamp of the next */
    boolean isOne(double gapSeconds) {
        return gapSeconds < -TOLERANCE_SECONDS || gapSeconds > aheadSeconds;
    }
}
