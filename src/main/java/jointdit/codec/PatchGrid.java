package jointdit.codec;

/**
 * Cuts a picture of {@code rows x columns} cells of {@code depth} values into square patches, and joins them again. A
 * spectrogram is a picture of depth 1.
 *
 * @param rows cells down, a multiple of {@code patch}
 * @param columns cells across, a multiple of {@code patch}
 * @param depth values of a cell
 * @param patch cells of a side of a patch
 */
public record PatchGrid(int rows, int columns, int depth, int patch) {
    /** Patches of a picture, N. */
    public int count() {
        return (rows / patch) * (columns / patch);
    }

    /** Values of a patch, D. */
    public int width() {
        return patch * patch * depth;
    }

    /** From (rows, columns, depth) to (N, D), patches in reading order. */
    public float[] cut(float[] picture) {
        var patches = new float[picture.length];
        copy((inPicture, inPatches, length) -> System.arraycopy(picture, inPicture, patches, inPatches, length));
        return patches;
    }

    /** From (N, D) to (rows, columns, depth). */
    public float[] join(float[] patches) {
        var picture = new float[patches.length];
        copy((inPicture, inPatches, length) -> System.arraycopy(patches, inPatches, picture, inPicture, length));
        return picture;
    }

    private void copy(Run run) {
        var length = patch * depth;
        var across = columns / patch;
        for (var row = 0; row < rows; row++) {
            for (var column = 0; column < across; column++) {
                var index = (row / patch) * across + column;
                run.copy((row * across + column) * length, (index * patch + row % patch) * length, length);
            }
        }
    }

    /** Copies a row of a patch, which lies in one piece in either order. */
    private interface Run {
        void copy(int inPicture, int inPatches, int length);
    }
}
