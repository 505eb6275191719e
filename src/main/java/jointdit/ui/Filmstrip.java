package jointdit.ui;

import jointdit.media.Picture;
import jointdit.media.Video;

/** Frames of a video side by side. */
final class Filmstrip {
    private Filmstrip() {}

    /** All frames of a video, the first on the left. */
    static Picture of(Video video) {
        var count = video.frames().size();
        var row = 3 * video.width();
        var rgb = new byte[row * count * video.height()];
        for (var i = 0; i < count; i++) {
            for (var y = 0; y < video.height(); y++) {
                System.arraycopy(video.frames().get(i), y * row, rgb, (y * count + i) * row, row);
            }
        }
        return new Picture(count * video.width(), video.height(), rgb);
    }
}
