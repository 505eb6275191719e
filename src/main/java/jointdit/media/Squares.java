package jointdit.media;

/** Square RGB24 pictures. */
final class Squares {
    private Squares() {}

    /** The picture turned to the left {@code turns} times. */
    static byte[] turned(byte[] square, int turns) {
        var picture = square;
        for (int i = 0; i < turns; i++) {
            picture = turnedLeft(picture);
        }
        return picture;
    }

    private static byte[] turnedLeft(byte[] square) {
        int side = (int) Math.round(Math.sqrt(square.length / 3.0));
        var turned = new byte[square.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                System.arraycopy(square, 3 * (x * side + side - 1 - y), turned, 3 * (y * side + x), 3);
            }
        }
        return turned;
    }
}
