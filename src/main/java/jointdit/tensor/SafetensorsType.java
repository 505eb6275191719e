package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** Element types of a safetensors file, little-endian, under the names the format gives them. */
public enum SafetensorsType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U8(1),
    BOOL(1);

    private final int bytes;

    SafetensorsType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** Decodes all that remains of {@code from}; F64 is rounded, the others are exact. */
    void read(ByteBuffer from, FloatBuffer to) {
        switch (this) {
            case F32 -> to.put(from.asFloatBuffer());
            case F16 -> Half.FLOAT16.widen(from.asShortBuffer(), to);
            case BF16 -> Half.BFLOAT16.widen(from.asShortBuffer(), to);
            case F64 -> {
                while (from.hasRemaining()) {
                    to.put((float) from.getDouble());
                }
            }
            case I64, I32, I16, I8, U8, BOOL -> argument(false, "Wanted floats, found %s; read it as longs", this);
        }
    }

    /** Decodes all that remains of {@code from}; true is 1. */
    void read(ByteBuffer from, LongBuffer to) {
        while (from.hasRemaining()) {
            to.put(
                    switch (this) {
                        case I64 -> from.getLong();
                        case I32 -> from.getInt();
                        case I16 -> from.getShort();
                        case I8 -> from.get();
                        case U8, BOOL -> from.get() & 0xff;
                        case F64, F32, F16, BF16 ->
                            throw new IllegalArgumentException(
                                    "Wanted integers, found " + this + "; read it as floats");
                    });
        }
    }

    /** Encodes all that remains of {@code from}. */
    void write(FloatBuffer from, ByteBuffer to) {
        switch (this) {
            case F32 -> to.asFloatBuffer().put(from);
            case F16 -> Half.FLOAT16.narrow(from, to.asShortBuffer());
            case BF16 -> Half.BFLOAT16.narrow(from, to.asShortBuffer());
            case F64, I64, I32, I16, I8, U8, BOOL -> argument(false, "Wanted F32, F16 or BF16, found %s", this);
        }
    }
}
