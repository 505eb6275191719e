package jointdit.codec;

import static jointdit.config.Check.argument;

/**
 * A sounding video in the space the model works in; both parts cover the same seconds.
 *
 * @param video row-major values of {@code videoShape}; read-only by agreement
 * @param videoShape [F, C, H, W]
 * @param audio row-major values of {@code audioShape}; read-only by agreement
 * @param audioShape [C, T, M]
 */
public record Latents(float[] video, int[] videoShape, float[] audio, int[] audioShape) {
    public Latents {
        check("video", video, videoShape, 4);
        check("audio", audio, audioShape, 3);
    }

    private static void check(String name, float[] values, int[] shape, int rank) {
        argument(shape.length == rank, "Wanted %s latents of %d axes, found %d", name, rank, shape.length);
        var size = 1;
        for (var length : shape) {
            size *= length;
        }
        argument(values.length == size, "Wanted %d %s latents by their shape, found %d", size, name, values.length);
    }
}
