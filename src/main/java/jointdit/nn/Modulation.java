package jointdit.nn;

import java.util.List;
import jointdit.tensor.Norms;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * AdaLN-Zero: scale, shift and gate of two residual branches from a condition, all zero at the start.
 *
 * @see <a href="https://arxiv.org/abs/2212.09748">Peebles and Xie 2023, section 3.2</a>
 */
public record Modulation(Linear linear) {
    private static final double EPS = 1e-6;

    /** What one residual branch gets, each (B, 1, D). */
    public record Branch(Tensor shift, Tensor scale, Tensor gate) {
        /** norm(tokens) * (1 + scale) + shift. */
        public Tensor enter(Tensor tokens) {
            return Norms.layer(tokens, EPS).mul(scale.add(1)).add(shift);
        }

        /** tokens + gate * change. */
        public Tensor leave(Tensor tokens, Tensor change) {
            return tokens.add(gate.mul(change));
        }
    }

    /** The condition is as wide as the tokens. */
    public static Modulation of(Scope scope, int width) {
        return of(scope, width, width);
    }

    /** For tokens of {@code width} channels and conditions of {@code conditionWidth}. */
    public static Modulation of(Scope scope, int conditionWidth, int width) {
        return new Modulation(Linear.zero(scope.in("adaLN_modulation"), conditionWidth, 6 * width));
    }

    /** The attention's and the feed-forward's branch, from a condition (B, C). */
    public List<Branch> apply(Tensor condition) {
        var parts = linear.apply(condition.silu()).unsqueeze(1).chunk(6, -1);
        return List.of(
                new Branch(parts.get(0), parts.get(1), parts.get(2)),
                new Branch(parts.get(3), parts.get(4), parts.get(5)));
    }
}
