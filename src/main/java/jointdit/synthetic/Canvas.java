package jointdit.synthetic;

import static java.lang.Math.max;
import static java.lang.Math.min;

/**
 * A picture with smooth edges. The scene is the square in its middle that its short side spans: positions and lengths
 * are shares of that side, from the square's left and top, y points down. Ground and backdrop go on beyond it. Greys
 * and colours are those of the usual look; the canvas shows them in its own.
 */
final class Canvas {
    private final int width;
    private final int height;
    private final int side;
    private final double left;
    private final double top;
    private final float[] values;
    private final Look look;

    Canvas(int width, int height, Look look) {
        this.look = look;
        this.width = width;
        this.height = height;
        side = min(width, height);
        left = (width - side) / 2.0;
        top = (height - side) / 2.0;
        values = new float[3 * width * height];
    }

    /** Fills all with grey, {@code upper} to {@code lower} in [0, 255]. */
    void backdrop(double upper, double lower) {
        for (int row = 0; row < height; row++) {
            fill(row, look.grey(upper + (lower - upper) * (row + 0.5) / height), 1);
        }
    }

    /** Fills everything below a height with one grey in [0, 255]. */
    void ground(double from, double grey) {
        for (int row = 0; row < height; row++) {
            double covered = row + 1 - max(row, top + from * side);
            if (covered > 0) {
                fill(row, look.grey(grey), min(1, covered));
            }
        }
    }

    /** Fills a disc; a pixel on the edge is covered by its share inside, to first order. */
    void disc(double x, double y, double radius, int usual, double opacity) {
        int rgb = look.colour(usual);
        double middle = left + x * side;
        double centre = top + y * side;
        double reach = radius * side + 1;
        for (int row = (int) max(0, centre - reach); row < min(height, centre + reach); row++) {
            for (int column = (int) max(0, middle - reach); column < min(width, middle + reach); column++) {
                double distance = Math.hypot(column + 0.5 - middle, row + 0.5 - centre);
                double covered = max(0, min(1, radius * side - distance + 0.5));
                blend(row, column, rgb, opacity * covered);
            }
        }
    }

    /** RGB24, rows from the top. */
    byte[] rgb() {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) Math.round(max(0, min(255, values[i])));
        }
        return bytes;
    }

    private void fill(int row, int rgb, double opacity) {
        for (int column = 0; column < width; column++) {
            blend(row, column, rgb, opacity);
        }
    }

    private void blend(int row, int column, int rgb, double opacity) {
        for (int channel = 0; channel < 3; channel++) {
            int at = 3 * (row * width + column) + channel;
            values[at] += (float) (opacity * (((rgb >> (16 - 8 * channel)) & 255) - values[at]));
        }
    }
}
