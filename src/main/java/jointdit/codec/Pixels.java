package jointdit.codec;

/** Pixel values, 0 to 255 at the edge of the house and [-1, 1] inside. */
final class Pixels {
    private Pixels() {}

    /** Bytes to [-1, 1], in their order. */
    static float[] floats(byte[] bytes) {
        var floats = new float[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            floats[i] = (bytes[i] & 0xff) / 127.5f - 1;
        }
        return floats;
    }

    /** From [-1, 1] to bytes, in their order; what lies outside is clamped. */
    static byte[] bytes(float[] floats) {
        var bytes = new byte[floats.length];
        for (var i = 0; i < floats.length; i++) {
            bytes[i] = (byte) Math.round(Math.max(0, Math.min(255, (floats[i] + 1) * 127.5f)));
        }
        return bytes;
    }
}
