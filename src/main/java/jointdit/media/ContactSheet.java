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
        var picture = SoundPicture.of(mel, width, MEL_HEIGHT * mel.bins());
        System.arraycopy(picture.rgb(), 0, rgb, at(0, rows * (cellHeight + GAP)), picture.rgb().length);
    }

    private int at(int x, int y) {
        return 3 * (y * width + x);
    }
}
