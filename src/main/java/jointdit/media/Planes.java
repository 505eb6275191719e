package jointdit.media;

import static jointdit.config.Check.argument;

/**
 * A picture in real numbers.
 *
 * @param channels number of planes
 * @param height rows
 * @param width columns
 * @param values channel by channel, rows from the top; read-only by agreement
 */
public record Planes(int channels, int height, int width, float[] values) {
    public Planes {
        argument(
                values.length == channels * height * width,
                "%d planes of %dx%d have %d values, found %d",
                channels,
                width,
                height,
                channels * height * width,
                values.length);
    }

    /** Red, green and blue in [-1, 1]. */
    public static Planes of(Picture picture) {
        var size = picture.width() * picture.height();
        var values = new float[3 * size];
        for (var i = 0; i < values.length; i++) {
            values[i] = (picture.rgb()[3 * (i % size) + i / size] & 255) / 255f * 2 - 1;
        }
        return new Planes(3, picture.height(), picture.width(), values);
    }

    /**
     * In another size: blurred by half the factor of shrinking less one, then by cubic convolution with corners that
     * stay.
     */
    public Planes resize(int newWidth, int newHeight) {
        return blurred(newWidth, newHeight)
                .down(Taps.aligned(height, newHeight))
                .across(Taps.aligned(width, newWidth));
    }

    private Planes blurred(int newWidth, int newHeight) {
        return across(blur(width, newWidth)).down(blur(height, newHeight));
    }

    private static Taps blur(int from, int to) {
        var deviation = Math.max(((double) from / to - 1) / 2, 0.001);
        var window = (int) Math.max(4 * deviation, 3);
        var odd = window + 1 - window % 2;
        argument(odd / 2 < from, "Cannot blur %d pixels over %d", from, odd);
        return Taps.gaussian(from, deviation, odd);
    }

    private Planes across(Taps taps) {
        var result = new float[channels * height * taps.size()];
        for (var row = 0; row < channels * height; row++) {
            for (var x = 0; x < taps.size(); x++) {
                result[row * taps.size() + x] = sum(row * width, 1, taps, x);
            }
        }
        return new Planes(channels, height, taps.size(), result);
    }

    private Planes down(Taps taps) {
        var result = new float[channels * taps.size() * width];
        for (var i = 0; i < result.length; i++) {
            var channel = i / (taps.size() * width);
            result[i] = sum(channel * height * width + i % width, width, taps, i / width % taps.size());
        }
        return new Planes(channels, taps.size(), width, result);
    }

    private float sum(int first, int stride, Taps taps, int at) {
        var sum = 0.0;
        var sources = taps.sources()[at];
        for (var i = 0; i < sources.length; i++) {
            sum += taps.weights()[at][i] * values[first + stride * sources[i]];
        }
        return (float) sum;
    }
}
