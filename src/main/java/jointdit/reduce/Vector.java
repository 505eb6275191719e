package jointdit.reduce;

import java.nio.FloatBuffer;
import java.util.List;

/** Floats in several buffers as one vector, which may be longer than any buffer can be. */
final class Vector {
    /** Floats that are added at once; they stay in the nearest cache. */
    private static final int BLOCK = 2048;

    private final List<FloatBuffer> buffers;
    private final long size;
    private final float[] own = new float[BLOCK];
    private final float[] other = new float[BLOCK];

    Vector(List<FloatBuffer> buffers) {
        this.buffers = buffers.stream().map(FloatBuffer::slice).toList();
        size = this.buffers.stream().mapToLong(FloatBuffer::capacity).sum();
    }

    long size() {
        return size;
    }

    /** Copies values from {@code offset} on to {@code out}. */
    void read(long offset, FloatBuffer out) {
        pieces(offset, out, (buffer, index, at, length) -> out.put(at, buffer, index, length));
    }

    /** Overwrites values from {@code offset} on. */
    void write(long offset, FloatBuffer in) {
        pieces(offset, in, (buffer, index, at, length) -> buffer.put(index, in, at, length));
    }

    /** Adds to values from {@code offset} on, then divides them. */
    void add(long offset, FloatBuffer in, float divisor) {
        pieces(offset, in, (buffer, index, at, length) -> {
            for (var i = 0; i < length; i += BLOCK) {
                addBlock(
                        buffer.slice(index + i, Math.min(BLOCK, length - i)),
                        in.slice(at + i, Math.min(BLOCK, length - i)),
                        divisor);
            }
        });
    }

    private void addBlock(FloatBuffer to, FloatBuffer in, float divisor) {
        var length = to.capacity();
        to.get(0, own, 0, length);
        in.get(0, other, 0, length);
        for (var i = 0; i < length; i++) {
            own[i] += other[i];
        }
        if (divisor != 1) {
            for (var i = 0; i < length; i++) {
                own[i] /= divisor;
            }
        }
        to.put(0, own, 0, length);
    }

    private void pieces(long offset, FloatBuffer values, Piece piece) {
        var from = offset;
        var at = 0;
        for (var buffer : buffers) {
            var length = (int) Math.min(values.limit() - at, buffer.capacity() - from);
            if (length > 0) {
                piece.at(buffer, (int) from, at, length);
                at += length;
                from += length;
            }
            from -= buffer.capacity();
        }
    }

    /** Values of one buffer from {@code index} on, which stand at {@code at} in the others. */
    private interface Piece {
        void at(FloatBuffer buffer, int index, int at, int length);
    }
}
