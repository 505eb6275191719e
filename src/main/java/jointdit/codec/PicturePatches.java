package jointdit.codec;

import static jointdit.config.Check.argument;

/**
 * The patches of pictures that the {@code pca} codec projects, and their way back.
 *
 * @param width pixels across a picture, a multiple of {@code patch}
 * @param height pixels down a picture, a multiple of {@code patch}
 * @param patch pixels of a side of a patch
 */
public record PicturePatches(int width, int height, int patch) {
    /** Patches (N, 3 * patch * patch) of an RGB24 picture, pixels in [-1, 1]. */
    public float[] of(byte[] rgb) {
        var wanted = 3 * width * height;
        argument(rgb.length == wanted, "Wanted a picture of %d bytes, found %d", wanted, rgb.length);
        return grid().cut(Pixels.floats(rgb));
    }

    /** The RGB24 picture of {@code patches}, clamped to what pixels can be. */
    byte[] picture(float[] patches) {
        return Pixels.bytes(grid().join(patches));
    }

    private PatchGrid grid() {
        return new PatchGrid(height, width, 3, patch);
    }
}
