package jointdit.spark.notebook;

import java.util.Arrays;
import jointdit.codec.Latents;
import jointdit.media.Picture;

/**
 * Latents on one picture, for people to look at: the channels of the pictures' latents side by side, frame below frame;
 * or those of the sound's, below each other, time to the right and low pitch at the bottom. Grey is 0, black and white
 * are three times the root mean square.
 */
final class ChannelSheet {
    private static final int GAP = 1;
    private static final double RANGE = 3;

    private final int width;
    private final byte[] rgb;
    private final double scale;

    private ChannelSheet(int width, int height, float[] values) {
        this.width = width;
        rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) 32);
        double squares = 0;
        for (float value : values) {
            squares += value * value;
        }
        scale = RANGE * Math.max(1e-9, Math.sqrt(squares / values.length));
    }

    /** Of (F, C, H, W). */
    static Picture video(Latents latents) {
        var shape = latents.videoShape();
        int rows = shape[2];
        int columns = shape[3];
        int width = shape[1] * (columns + GAP);
        int height = shape[0] * (rows + GAP);
        var sheet = new ChannelSheet(width, height, latents.video());
        for (int i = 0; i < latents.video().length; i++) {
            int tile = i / (rows * columns);
            int x = tile % shape[1] * (columns + GAP) + i % columns;
            int y = tile / shape[1] * (rows + GAP) + i / columns % rows;
            sheet.paint(x, y, latents.video()[i]);
        }
        return new Picture(width, height, sheet.rgb);
    }

    /** Of (C, T, M). */
    static Picture audio(Latents latents) {
        var shape = latents.audioShape();
        int bins = shape[2];
        int height = shape[0] * (bins + GAP);
        var sheet = new ChannelSheet(shape[1], height, latents.audio());
        for (int i = 0; i < latents.audio().length; i++) {
            int channel = i / (shape[1] * bins);
            sheet.paint(i / bins % shape[1], channel * (bins + GAP) + bins - 1 - i % bins, latents.audio()[i]);
        }
        return new Picture(shape[1], height, sheet.rgb);
    }

    private void paint(int x, int y, float value) {
        var grey = (byte) Math.round(127.5 * (1 + Math.max(-1, Math.min(1, value / scale))));
        Arrays.fill(rgb, 3 * (y * width + x), 3 * (y * width + x) + 3, grey);
    }
}
