package jointdit.tensor;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A pickle, protocol 2, of TorchScript modules and their tensors. */
final class Pickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Pickle() {
        raw("\u0080\u0002");
    }

    /** Begins an object of class {@code __torch__.NAME}; its attributes follow. */
    void beginModule(String className) {
        raw("c__torch__\n" + className + "\n)\u0081}(");
        text("training");
        raw("\u0089");
    }

    /** Begins an attribute; its value follows. */
    void name(String attribute) {
        text(attribute);
    }

    void endModule() {
        raw("ub");
    }

    /** A dense tensor in a storage of its own, the archive's file {@code data/STORAGE}. */
    void tensor(Spec spec, int storage, boolean learned) {
        raw("ctorch._utils\n_rebuild_tensor_v2\n((");
        text("storage");
        raw("ctorch\n" + (spec.type() == DataType.INT64 ? "LongStorage" : "FloatStorage") + "\n");
        text(Integer.toString(storage));
        text("cpu");
        number(spec.shape().elements());
        raw("tQ");
        number(0);
        numbers(spec.shape().longs());
        numbers(strides(spec.shape().longs()));
        raw((learned ? "\u0088" : "\u0089") + "ccollections\nOrderedDict\n)RtR");
    }

    byte[] finish() {
        raw(".");
        return out.toByteArray();
    }

    private static long[] strides(long[] sizes) {
        var strides = new long[sizes.length];
        var step = 1L;
        for (var i = sizes.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= sizes[i];
        }
        return strides;
    }

    private void numbers(long... values) {
        raw("(");
        for (var value : values) {
            number(value);
        }
        raw("t");
    }

    private void number(long value) {
        if (value == (int) value) {
            raw("J");
            out.writeBytes(little(4).putInt((int) value).array());
        } else {
            raw("\u008a\u0008");
            out.writeBytes(little(8).putLong(value).array());
        }
    }

    private void text(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        raw("X");
        out.writeBytes(little(4).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void raw(String codes) {
        out.writeBytes(codes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
