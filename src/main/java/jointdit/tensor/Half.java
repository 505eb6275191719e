package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** The two 16-bit float formats; widening is exact, narrowing rounds to nearest, ties to even. */
public enum Half {
    /** IEEE 754 binary16: 5 exponent bits, 65504 at most; larger values become infinite. */
    FLOAT16 {
        @Override
        public float widen(short half) {
            int exponent = half & 0x7c00;
            float magnitude = exponent == 0
                    ? (half & 0x3ff) * 0x1p-24f
                    : Float.intBitsToFloat(((half & 0x7fff) << 13) + (exponent == 0x7c00 ? 0x70000000 : 0x38000000));
            return half < 0 ? -magnitude : magnitude;
        }

        @Override
        public short narrow(float value) {
            int bits = Float.floatToRawIntBits(value);
            int magnitude = bits & 0x7fffffff;
            return (short) ((bits >>> 16 & 0x8000) | narrowMagnitude(magnitude));
        }

        private static int narrowMagnitude(int bits) {
            if (bits > 0x7f800000) {
                return 0x7e00 | (bits >>> 13 & 0x3ff);
            }
            if (bits >= 0x477ff000) { // 65520, half-way from 65504 to the first power of two past the range
                return 0x7c00;
            }
            if (bits < 0x38800000) { // below 2^-14: subnormal, a multiple of 2^-24
                return (int) Math.rint(Float.intBitsToFloat(bits) * 0x1p24f);
            }
            return (bits - 0x38000000 + 0xfff + (bits >>> 13 & 1)) >>> 13;
        }
    },

    /** bfloat16: the upper half of a float32, with its range and 8 bits of precision. */
    BFLOAT16 {
        @Override
        public float widen(short half) {
            return Float.intBitsToFloat(half << 16);
        }

        @Override
        public short narrow(float value) {
            int bits = Float.floatToRawIntBits(value);
            boolean nan = (bits & 0x7fffffff) > 0x7f800000;
            return (short) ((nan ? bits | 0x400000 : bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
        }
    };

    /** Value of the 16 bits, exactly. */
    public abstract float widen(short half);

    /** Bits of the nearest 16-bit value; a NaN stays a NaN, and what lies past the range becomes infinite. */
    public abstract short narrow(float value);

    /** Widens all that remains of {@code from}. */
    public void widen(ShortBuffer from, FloatBuffer to) {
        while (from.hasRemaining()) {
            to.put(widen(from.get()));
        }
    }

    /** Narrows all that remains of {@code from}. */
    public void narrow(FloatBuffer from, ShortBuffer to) {
        while (from.hasRemaining()) {
            to.put(narrow(from.get()));
        }
    }

    /** Widens little-endian halves, two bytes each, as the latents table stores them. */
    public float[] floats(byte[] littleEndian) {
        argument(littleEndian.length % 2 == 0, "Halves have 2 bytes each, found %d bytes", littleEndian.length);
        var values = new float[littleEndian.length / 2];
        widen(ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer(), FloatBuffer.wrap(values));
        return values;
    }

    /** Narrows to little-endian halves, two bytes each. */
    public byte[] bytes(float[] values) {
        var bytes = new byte[Math.multiplyExact(2, values.length)];
        narrow(
                FloatBuffer.wrap(values),
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer());
        return bytes;
    }
}
