package jointdit.media;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.Optional;

/**
 * A clip on one picture, for people to look at: its frames in rows of 16 (from more than 64, as many evenly chosen),
 * and below them the spectrogram of its sound, time to the right, low pitch at the bottom, 9 nats (78 dB) from black to
 * white.
 */
public final class ContactSheet {
    private static final int COLUMNS = 16;
    private static final int MOST_FRAMES = 64;
    private static final int CELL = 72;
    private static final int GAP = 2;
    private static final int MEL_HEIGHT = 3;
    private static final double RANGE = 9;

    private final int columns;
    private final int rows;
    private final int cellHeight;
    private final int width;
    private final int height;
    private final byte[] rgb;

    private ContactSheet(Optional<Video> video, Optional<Spectrogram> mel) {
        int frames = video.map(v -> v.frames().size()).orElse(0);
        int shown = Math.min(MOST_FRAMES, frames);
        columns = video.isPresent() ? Math.max(1, Math.min(COLUMNS, shown)) : COLUMNS;
        rows = (shown + columns - 1) / columns;
        cellHeight = video.map(v -> Math.max(1, CELL * v.height() / v.width())).orElse(0);
        width = columns * (CELL + GAP);
        height = rows * (cellHeight + GAP) + mel.map(m -> MEL_HEIGHT * m.bins()).orElse(0);
        rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) 32);
        for (int i = 0; i < shown; i++) {
            drawFrame(video.orElseThrow(), i * frames / shown, i);
        }
        mel.ifPresent(this::drawSpectrogram);
    }

    /**
     * The sheet of a clip.
     *
     * @param clip with at least one frame
     * @param mel front end of the spectrogram; the sound must have its sample rate
     */
    public static Picture of(Clip clip, LogMel mel) {
        return of(Optional.of(clip.video()), Optional.of(clip.sound()), mel);
    }

    /** The sheet of pictures, of sound, or of both; at least one of them. */
    public static Picture of(Optional<Video> video, Optional<Sound> sound, LogMel mel) {
        argument(video.isPresent() || sound.isPresent(), "Wanted pictures or sound to show, found neither");
        var sheet = new ContactSheet(video, sound.map(mel::of));
        return new Picture(sheet.width, sheet.height, sheet.rgb);
    }

    private void drawFrame(Video video, int index, int cell) {
        var frame = video.frames().get(index);
        int left = cell % columns * (CELL + GAP);
        int top = cell / columns * (cellHeight + GAP);
        for (int y = 0; y < cellHeight; y++) {
            for (int x = 0; x < CELL; x++) {
                int from = y * video.height() / cellHeight * video.width() + x * video.width() / CELL;
                System.arraycopy(frame, 3 * from, rgb, at(left + x, top + y), 3);
            }
        }
    }

    private void drawSpectrogram(Spectrogram mel) {
        double top = Math.max(-2, loudest(mel));
        for (int x = 0; x < width; x++) {
            int k = x * mel.frames() / width;
            for (int y = 0; y < MEL_HEIGHT * mel.bins(); y++) {
                double value = mel.values()[k * mel.bins() + mel.bins() - 1 - y / MEL_HEIGHT];
                paint(at(x, rows * (cellHeight + GAP) + y), Math.max(0, 1 + (value - top) / RANGE));
            }
        }
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
    private void paint(int at, double level) {
        double angle = 2 * Math.PI * (0.5 / 3 + 1 - 1.5 * level);
        double depth = 1.2 * level * (1 - level) / 2;
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        rgb[at] = channel(level + depth * (-0.14861 * cos + 1.78277 * sin));
        rgb[at + 1] = channel(level + depth * (-0.29227 * cos - 0.90649 * sin));
        rgb[at + 2] = channel(level + depth * 1.97294 * cos);
    }

    private static byte channel(double value) {
        return (byte) Math.round(255 * Math.max(0, Math.min(1, value)));
    }

    private int at(int x, int y) {
        return 3 * (y * width + x);
    }
}
