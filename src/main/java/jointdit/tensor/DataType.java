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
}
