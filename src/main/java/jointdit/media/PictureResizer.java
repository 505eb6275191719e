package jointdit.media;

import static jointdit.config.Check.argument;

import java.util.Arrays;

/**
 * Pictures in another size, antialiased, in whole numbers: along rows, then along columns, each rounded to a byte. The
 * image processors of the published networks do it so (Pillow's {@code resize}), to the last bit.
 */
public final class PictureResizer {
    /** Bits of a weight behind the point: 8 of the pixel and 2 to spare from 32. */
    private static final int BITS = 32 - 8 - 2;

    private static final int CHANNELS = 3;

    private PictureResizer() {}

    public static Picture resize(Picture picture, int width, int height, ResizeFilter filter) {
        argument(width > 0 && height > 0, "Picture size must be positive, found %dx%d", width, height);
        var across = across(picture, Taps.antialiased(filter, picture.width(), width));
        return down(across, Taps.antialiased(filter, picture.height(), height));
    }

    /** The short side becomes {@code side}; the long one keeps the shape, rounded down. */
    public static Picture resizeShortSide(Picture picture, int side, ResizeFilter filter) {
        var upright = picture.width() <= picture.height();
        var shortSide = Math.min(picture.width(), picture.height());
        var longSide = (int) ((double) side * Math.max(picture.width(), picture.height()) / shortSide);
        return resize(picture, upright ? side : longSide, upright ? longSide : side, filter);
    }

    private static Picture across(Picture picture, Taps taps) {
        var weights = fixed(taps.weights());
        var rgb = new byte[CHANNELS * taps.size() * picture.height()];
        for (var y = 0; y < picture.height(); y++) {
            for (var x = 0; x < taps.size(); x++) {
                var from = CHANNELS * y * picture.width();
                var to = CHANNELS * (y * taps.size() + x);
                sum(picture.rgb(), new Line(from, CHANNELS, taps.sources()[x], weights[x]), rgb, to);
            }
        }
        return new Picture(taps.size(), picture.height(), rgb);
    }

    private static Picture down(Picture picture, Taps taps) {
        var weights = fixed(taps.weights());
        var row = CHANNELS * picture.width();
        var rgb = new byte[row * taps.size()];
        for (var y = 0; y < taps.size(); y++) {
            for (var x = 0; x < picture.width(); x++) {
                var line = new Line(CHANNELS * x, row, taps.sources()[y], weights[y]);
                sum(picture.rgb(), line, rgb, y * row + CHANNELS * x);
            }
        }
        return new Picture(picture.width(), taps.size(), rgb);
    }

    /** Pixels at {@code first + stride * source} and their weights. */
    private record Line(int first, int stride, int[] sources, int[] weights) {}

    private static void sum(byte[] from, Line line, byte[] to, int at) {
        for (var channel = 0; channel < CHANNELS; channel++) {
            var sum = 1 << (BITS - 1);
            for (var i = 0; i < line.sources.length; i++) {
                sum += line.weights[i] * (from[line.first + line.stride * line.sources[i] + channel] & 255);
            }
            to[at + channel] = (byte) Math.min(Math.max(sum >> BITS, 0), 255);
        }
    }

    private static int[][] fixed(double[][] weights) {
        return Arrays.stream(weights)
                .map(line -> Arrays.stream(line)
                        .mapToInt(w -> (int) (w * (1 << BITS) + Math.copySign(0.5, w)))
                        .toArray())
                .toArray(int[][]::new);
    }
}
