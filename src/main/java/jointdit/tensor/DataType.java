package jointdit.tensor;

/** Element type of a tensor. */
public enum DataType {
    FLOAT32(6, 4),
    BFLOAT16(15, 2),
    INT64(4, 8),
    BOOL(11, 1);

    /** Number of the type in TorchScript, which knows no names. */
    final int scriptCode;

    private final int bytes;

    DataType(int scriptCode, int bytes) {
        this.scriptCode = scriptCode;
        this.bytes = bytes;
    }

    /** Bytes of an element. */
    public int bytes() {
        return bytes;
    }

    /** Type of functions with fractional values: FLOAT32 for integers and conditions. */
    DataType floating() {
        return this == BFLOAT16 ? BFLOAT16 : FLOAT32;
    }

    /** Type of arithmetic between both, the one that is further up in this list of types. */
    DataType with(DataType other) {
        return compareTo(other) < 0 ? this : other;
    }
}
