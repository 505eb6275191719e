package jointdit.generate;

import jointdit.tensor.Array;
import jointdit.tensor.Shape;

/**
 * What the UNet of Stable Video Diffusion is told of a clip, in rows of which the first is without picture if there are
 * two.
 *
 * @param context embedded picture, (R, 1, E)
 * @param latents of the picture, (R, C, H / r, W / r)
 * @param ids frames per second less 1, motion, noise on the picture, (R, 3)
 */
record SvdCondition(Array context, Array latents, Array ids) {
    static SvdCondition of(SvdNetworks networks, SvdRequest request, Array noise, int rows) {
        var config = request.config();
        var embedding = networks.images().embedding(request.picture());
        var pixels = noisy(FramePixels.sized(request.picture(), config), noise.floats(), config.pictureNoise());
        var latents = networks.mode(Array.of(noise.shape(), pixels));
        return new SvdCondition(
                behindZeros(Array.of(Shape.of(1, 1, embedding.length), embedding), rows),
                behindZeros(latents, rows),
                ids(config, rows));
    }

    private static float[] noisy(float[] pixels, float[] noise, double scale) {
        var sum = new float[pixels.length];
        for (var i = 0; i < sum.length; i++) {
            sum[i] = pixels[i] + (float) scale * noise[i];
        }
        return sum;
    }

    /** The row as the last of {@code rows}, zeros before it. */
    private static Array behindZeros(Array row, int rows) {
        var size = row.floats().length;
        var all = new float[rows * size];
        System.arraycopy(row.floats(), 0, all, all.length - size, size);
        return Array.of(row.shape().with(0, rows), all);
    }

    private static Array ids(SvdConfig config, int rows) {
        var ids = new float[rows * 3];
        for (var row = 0; row < rows; row++) {
            ids[row * 3] = config.framesPerSecond() - 1;
            ids[row * 3 + 1] = config.motion();
            ids[row * 3 + 2] = (float) config.pictureNoise();
        }
        return Array.of(Shape.of(rows, 3), ids);
    }

    /**
     * Noisy latents (1, F, C, H / r, W / r) for every row, the picture's latents beside each frame's: (R, F, 2 C, ...).
     */
    Array beside(Shape shape, float[] noisy) {
        var rows = latents.shape().size(0);
        var frames = shape.size(1);
        var own = noisy.length / frames;
        var picture = latents.floats().length / rows;
        var joined = new float[rows * frames * (own + picture)];
        for (var i = 0; i < rows * frames; i++) {
            System.arraycopy(noisy, i % frames * own, joined, i * (own + picture), own);
            System.arraycopy(latents.floats(), i / frames * picture, joined, i * (own + picture) + own, picture);
        }
        var channels = shape.size(2) + latents.shape().size(1);
        return Array.of(shape.with(0, rows).with(2, channels), joined);
    }
}
