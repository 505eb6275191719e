package jointdit.synthetic;

import static java.lang.Math.max;
import static java.lang.Math.min;

/** A square picture with smooth edges; positions and lengths are shares of its side, y points down. */
final class Canvas {
    private final int side;
    private final float[] values;

    Canvas(int side) {
        this.side = side;
        this.values = new float[3 * side * side];
    }

    /** Fills all with grey, {@code top} to {@code bottom} in [0, 255]. */
    void backdrop(double top, double bottom) {
        for (int row = 0; row < side; row++) {
            double grey = top + (bottom - top) * (row + 0.5) / side;
            fill(row, 0, side, grey, 1);
        }
    }

    /** Fills everything between two heights with one grey in [0, 255]. */
    void band(double from, double to, double grey) {
        for (int row = 0; row < side; row++) {
            double covered = min(row + 1, to * side) - max(row, from * side);
            if (covered > 0) {
                fill(row, 0, side, grey, min(1, covered));
            }
        }
    }

    /** Fills a disc; a pixel on the edge is covered by its share inside, to first order. */
    void disc(double x, double y, double radius, int rgb, double opacity) {
        double reach = radius * side + 1;
        for (int row = (int) max(0, y * side - reach); row < min(side, y * side + reach); row++) {
            for (int column = (int) max(0, x * side - reach); column < min(side, x * side + reach); column++) {
                double distance = Math.hypot(column + 0.5 - x * side, row + 0.5 - y * side);
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

    private void fill(int row, int from, int to, double grey, double opacity) {
        int level = (int) Math.round(grey);
        for (int column = from; column < to; column++) {
            blend(row, column, level << 16 | level << 8 | level, opacity);
        }
    }

    private void blend(int row, int column, int rgb, double opacity) {
        for (int channel = 0; channel < 3; channel++) {
            int at = 3 * (row * side + column) + channel;
            values[at] += (float) (opacity * (((rgb >> (16 - 8 * channel)) & 255) - values[at]));
        }
    }
}
