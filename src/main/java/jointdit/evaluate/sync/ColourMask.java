package jointdit.evaluate.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The coloured pixels of an RGB24 picture: those whose strongest and weakest channel are far apart. */
final class ColourMask {
    /**
     * Least distance of the channels, of 255: half of what the palest ball has, so its edge runs through the middle.
     */
    private static final int COLOURED = 70;

    /** Smaller patches are noise, in areas of the square in the middle. */
    private static final double SPECK = 0.001;

    private final int width;
    private final int height;
    private final int[] colour;
    private final boolean[] open;
    private final int least;
    private final List<Blob> patches = new ArrayList<>();
    private int coloured;

    ColourMask(byte[] picture, int width, int height) {
        this(picture, width, height, COLOURED);
    }

    /** @param least distance of the channels of a coloured pixel */
    ColourMask(byte[] picture, int width, int height, int least) {
        this.width = width;
        this.height = height;
        this.least = least;
        colour = new int[width * height];
        open = new boolean[colour.length];
        for (int i = 0; i < colour.length; i++) {
            colour[i] = colour(picture, 3 * i);
            open[i] = colour[i] > least;
            coloured += open[i] ? 1 : 0;
        }
    }

    /** The largest patch of pixels that touch at their sides; empty where nothing is coloured. */
    Optional<Blob> largest() {
        return patches().stream().findFirst();
    }

    /** All patches but specks, the largest first. */
    List<Blob> blobs() {
        return patches().stream().filter(blob -> blob.area() >= SPECK).toList();
    }

    private List<Blob> patches() {
        if (patches.isEmpty()) {
            var pixels = new int[colour.length];
            for (int i = 0; i < colour.length; i++) {
                int count = open[i] ? flood(i, pixels) : 0;
                if (count > 0) {
                    patches.add(blob(pixels, count));
                }
            }
            patches.sort(Comparator.comparingDouble(Blob::area).reversed());
        }
        return patches;
    }

    /** All colour there is, whatever its place: the sum of distances of channels over coloured pixels. */
    double sum() {
        return Arrays.stream(colour).filter(c -> c > least).sum();
    }

    /** Coloured area in areas of the square in the middle. */
    double area() {
        double side = Math.min(width, height);
        return coloured / (side * side);
    }

    /** Variance of x over coloured pixels, in squared sides of the square in the middle; NaN where nothing is. */
    double varianceAcross() {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < colour.length; i++) {
            double x = colour[i] > least ? i % width : 0;
            mean += x;
            squares += x * x;
        }
        mean /= coloured;
        double side = Math.min(width, height);
        return (squares / coloured - mean * mean) / (side * side);
    }

    private static int colour(byte[] picture, int at) {
        int red = picture[at] & 255;
        int green = picture[at + 1] & 255;
        int blue = picture[at + 2] & 255;
        return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
    }

    /** Closes the patch around {@code start}, and returns how many pixels it put into {@code pixels}. */
    private int flood(int start, int[] pixels) {
        int count = close(start, pixels, 0);
        for (int next = 0; next < count; next++) {
            int at = pixels[next];
            count = at % width > 0 ? close(at - 1, pixels, count) : count;
            count = at % width < width - 1 ? close(at + 1, pixels, count) : count;
            count = at >= width ? close(at - width, pixels, count) : count;
            count = at < colour.length - width ? close(at + width, pixels, count) : count;
        }
        return count;
    }

    private int close(int at, int[] pixels, int count) {
        if (!open[at]) {
            return count;
        }
        open[at] = false;
        pixels[count] = at;
        return count + 1;
    }

    /** A pixel weighs what it has of colour, so that the half-covered pixels of an edge count half. */
    private Blob blob(int[] pixels, int count) {
        double x = 0;
        double y = 0;
        double weight = 0;
        for (int i = 0; i < count; i++) {
            int at = pixels[i];
            int row = at / width;
            x += colour[at] * (at - row * width + 0.5);
            y += colour[at] * (row + 0.5);
            weight += colour[at];
        }
        double side = Math.min(width, height);
        return new Blob(
                (x / weight - (width - side) / 2) / side,
                (y / weight - (height - side) / 2) / side,
                count / (side * side),
                count / (double) coloured);
    }
}
