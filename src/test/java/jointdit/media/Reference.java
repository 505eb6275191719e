package jointdit.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads float32 arrays of NumPy files. */
final class Reference {
    private Reference() {}

    /** Values of a NumPy file of little-endian float32 in C order. */
    static float[] npy(Path file) {
        var buffer = read(file);
        int header = 10 + buffer.getShort(8);
        var text = new String(buffer.array(), buffer.arrayOffset() + 10, header - 10, StandardCharsets.ISO_8859_1);
        if (!Pattern.compile("'<f4', 'fortran_order': False").matcher(text).find()) {
            throw new IllegalStateException("Wanted <f4 in C order, found " + text);
        }
        return floats(buffer.position(header).slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Largest absolute difference. */
    static double distance(float[] found, float[] wanted) {
        if (found.length != wanted.length) {
            throw new AssertionError("Wanted " + wanted.length + " values, found " + found.length);
        }
        double most = 0;
        for (int i = 0; i < found.length; i++) {
            most = Math.max(most, Math.abs(found[i] - wanted[i]));
        }
        return most;
    }

    /** Rows to columns, (rows, columns) to (columns, rows). */
    static float[] transposed(float[] values, int rows) {
        int columns = values.length / rows;
        var out = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            out[i % columns * rows + i / columns] = values[i];
        }
        return out;
    }

    private static ByteBuffer read(Path file) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static float[] floats(ByteBuffer buffer) {
        var floats = new float[buffer.remaining() / 4];
        buffer.asFloatBuffer().get(floats);
        return floats;
    }
}
