package jointdit.tensor;

/** Arithmetic of matrix products, attention and convolutions; weights, sums, norms and gradients stay float32. */
public enum Precision {
    FLOAT32,
    /** Operands are rounded to bfloat16, results widened again. */
    BFLOAT16
}
