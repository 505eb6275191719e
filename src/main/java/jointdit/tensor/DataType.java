package jointdit.tensor;

/** Element type of a tensor. */
public enum DataType {
    FLOAT32(6),
    BFLOAT16(15),
    INT64(4),
    BOOL(11);

    /** Number of the type in TorchScript, which knows no names. */
    final int scriptCode;

    DataType(int scriptCode) {
        this.scriptCode = scriptCode;
    }

    /** Bytes of an element. */
    public int bytes() {
        return switch (this) {
            case FLOAT32 -> Float.BYTES;
            case BFLOAT16 -> Short.BYTES;
            case INT64 -> Long.BYTES;
            case BOOL -> 1;
        };
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
