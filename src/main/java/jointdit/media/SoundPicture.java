package jointdit.media;

import static jointdit.config.Check.argument;

/** Sound for people to look at, time to the right. */
public final class SoundPicture {
    private static final double RANGE = 9;
    private static final byte[] GROUND = {24, 26, 30};
    private static final byte[] LINE = {94, (byte) 179, (byte) 228};

    private final int width;
    private final int height;
    private final byte[] rgb;

    private SoundPicture(int width, int height) {
        argument(width > 0 && height > 0, "Picture size must be positive, found %dx%d", width, height);
        this.width = width;
        this.height = height;
        rgb = new byte[3 * width * height];
    }

    /** A spectrogram, low pitch at the bottom, 9 nats (78 dB) from black to white. */
    public static Picture of(Spectrogram mel, int width, int height) {
        var picture = new SoundPicture(width, height);
        double top = Math.max(-2, loudest(mel));
        for (int x = 0; x < width; x++) {
            int k = x * mel.frames() / width;
            for (int y = 0; y < height; y++) {
                int bin = mel.bins() - 1 - y * mel.bins() / height;
                double value = mel.values()[k * mel.bins() + bin];
                picture.set(x, y, colour(Math.max(0, 1 + (value - top) / RANGE)));
            }
        }
        return picture.picture();
    }

    /** The waveform: in each column the lowest to the highest pressure of its time, 1 at the top. */
    public static Picture waveform(Sound sound, int width, int height) {
        var picture = new SoundPicture(width, height);
        for (int x = 0; x < width; x++) {
            var part = part(sound.samples(), x, width);
            int top = picture.row(Math.min(1, part.max));
            int bottom = picture.row(Math.max(-1, part.min));
            for (int y = 0; y < height; y++) {
                picture.set(x, y, top <= y && y <= bottom ? LINE : GROUND);
            }
        }
        return picture.picture();
    }

    /** Pressures of a column. */
    private record Part(double min, double max) {}

    private static Part part(float[] samples, int x, int width) {
        int from = (int) ((long) x * samples.length / width);
        int to = Math.max(from + 1, (int) ((x + 1L) * samples.length / width));
        double min = 1;
        double max = -1;
        for (int i = from; i < Math.min(to, samples.length); i++) {
            min = Math.min(min, samples[i]);
            max = Math.max(max, samples[i]);
        }
        return min <= max ? new Part(min, max) : new Part(0, 0);
    }

    private int row(double pressure) {
        return (int) Math.round((1 - pressure) / 2 * (height - 1));
    }

    private static double loudest(Spectrogram mel) {
        double loudest = Double.NEGATIVE_INFINITY;
        for (float value : mel.values()) {
            loudest = Math.max(loudest, value);
        }
        return loudest;
    }

    /**
     * Black to white by growing brightness, through the hues.
     *
     * @param level in [0, 1]
     * @see <a href="https://arxiv.org/abs/1108.5083">Green 2011, cubehelix</a>
     */
    private static byte[] colour(double level) {
        double angle = 2 * Math.PI * (0.5 / 3 + 1 - 1.5 * level);
        double depth = 1.2 * level * (1 - level) / 2;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        return new byte[] {
            channel(level + depth * (-0.14861 * cos + 1.78277 * sin)),
            channel(level + depth * (-0.29227 * cos - 0.90649 * sin)),
            channel(level + depth * 1.97294 * cos)
        };
    }

    private static byte channel(double value) {
        return (byte) Math.round(255 * Math.max(0, Math.min(1, value)));
    }

    private void set(int x, int y, byte[] colour) {
        System.arraycopy(colour, 0, rgb, 3 * (y * width + x), 3);
    }

    private Picture picture() {
        return new Picture(width, height, rgb);
    }
}
