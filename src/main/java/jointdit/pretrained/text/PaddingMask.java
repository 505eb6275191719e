package jointdit.pretrained.text;

import jointdit.tensor.DataType;
import jointdit.tensor.Tensor;

/** Keeps attention off padding. */
final class PaddingMask {
    private PaddingMask() {}

    /**
     * What is added to scores: 0 for tokens, the most negative float32 for padding.
     *
     * @param mask (B, N), 1 for tokens and 0 for padding
     * @return (B, 1, 1, N)
     */
    static Tensor added(Tensor mask) {
        return mask.to(DataType.FLOAT32)
                .add(-1)
                .mul(Float.MAX_VALUE)
                .unsqueeze(1)
                .unsqueeze(1);
    }
}
