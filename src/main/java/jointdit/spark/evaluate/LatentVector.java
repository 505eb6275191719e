package jointdit.spark.evaluate;

import jointdit.codec.Latents;

/**
 * What clips are compared by: of each latent frame of the pictures means over a 4 x 4 grid of places, and of the sound
 * means over 16 spans of time, channel by channel; both parts have equal weight.
 */
final class LatentVector {
    private static final int SIDE = 4;
    private static final int SPANS = 16;

    private LatentVector() {}

    static float[] of(Latents latents) {
        var pictures = pictures(latents.video(), latents.videoShape());
        var sound = sound(latents.audio(), latents.audioShape());
        var vector = new float[pictures.length + sound.length];
        double balance = Math.sqrt(pictures.length / (double) sound.length);
        System.arraycopy(pictures, 0, vector, 0, pictures.length);
        for (int i = 0; i < sound.length; i++) {
            vector[pictures.length + i] = (float) (balance * sound[i]);
        }
        return vector;
    }

    /** Of (F, C, H, W). */
    private static float[] pictures(float[] values, int[] shape) {
        int height = shape[2];
        int width = shape[3];
        int rows = Math.min(SIDE, height);
        int columns = Math.min(SIDE, width);
        int planes = shape[0] * shape[1];
        var means = new float[planes * rows * columns];
        var counts = new int[means.length];
        for (int i = 0; i < values.length; i++) {
            int place = i % (height * width);
            int row = place / width * rows / height;
            int column = place % width * columns / width;
            int cell = (i / (height * width) * rows + row) * columns + column;
            means[cell] += values[i];
            counts[cell]++;
        }
        return divided(means, counts);
    }

    /** Of (C, T, M). */
    private static float[] sound(float[] values, int[] shape) {
        int spans = Math.min(SPANS, shape[1]);
        var means = new float[shape[0] * spans * shape[2]];
        var counts = new int[means.length];
        for (int i = 0; i < values.length; i++) {
            int bin = i % shape[2];
            int span = i / shape[2] % shape[1] * spans / shape[1];
            int channel = i / (shape[1] * shape[2]);
            int cell = (channel * spans + span) * shape[2] + bin;
            means[cell] += values[i];
            counts[cell]++;
        }
        return divided(means, counts);
    }

    private static float[] divided(float[] sums, int[] counts) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= counts[i];
        }
        return sums;
    }
}
