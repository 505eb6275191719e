package jointdit.evaluate.quality;

import java.util.List;
import jointdit.media.Clip;
import jointdit.media.Video;

/** Mean colours, in [0, 1], of an 8 x 8 grid of each frame: 192 values. */
record ThumbnailEmbedding() implements Embedding {
    private static final int SIDE = 8;

    @Override
    public String name() {
        return "thumbnail";
    }

    @Override
    public List<float[]> of(Clip clip) {
        return clip.video().frames().stream()
                .map(frame -> thumbnail(clip.video(), frame))
                .toList();
    }

    private static float[] thumbnail(Video video, byte[] rgb) {
        var sums = new float[3 * SIDE * SIDE];
        var counts = new int[sums.length];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            int row = pixel / video.width() * SIDE / video.height();
            int column = pixel % video.width() * SIDE / video.width();
            int cell = 3 * (row * SIDE + column) + i % 3;
            sums[cell] += (rgb[i] & 255) / 255f;
            counts[cell]++;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= Math.max(1, counts[i]);
        }
        return sums;
    }
}
