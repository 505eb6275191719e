package jointdit.nn;

import java.util.Optional;
import jointdit.tensor.DataType;
import jointdit.tensor.Tensor;

/**
 * What cross-attention looks at.
 *
 * @param tokens (B, M, C)
 * @param bias added to the scores, (B, 1, 1, M), where some tokens are hidden
 */
public record Context(Tensor tokens, Optional<Tensor> bias) {
    private static final double HIDDEN = -10_000;

    /** All tokens are seen. */
    public static Context of(Tensor tokens) {
        return new Context(tokens, Optional.empty());
    }

    /**
     * Some tokens are hidden.
     *
     * @param mask (B, M), 1 for tokens that are seen and 0 for hidden ones
     */
    public static Context masked(Tensor tokens, Tensor mask) {
        var bias = mask.to(DataType.FLOAT32).neg().add(1).mul(HIDDEN);
        return new Context(tokens, Optional.of(bias.unsqueeze(1).unsqueeze(1)));
    }
}
