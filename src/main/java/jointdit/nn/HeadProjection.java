package jointdit.nn;

import static jointdit.config.Check.argument;

import java.util.List;
import jointdit.tensor.Init;
import jointdit.tensor.Norms;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Queries, keys and values of the tokens of one modality, and the map back; queries and keys have unit root mean square
 * per head, times a learned scale.
 *
 * @param qkv D to 3 D
 * @param queryScale (D / heads,)
 * @param keyScale (D / heads,)
 * @param out D to D
 * @param heads number of heads
 * @see <a href="https://arxiv.org/abs/2302.05442">Dehghani et al. 2023, section 2.1, for normed queries and keys</a>
 */
public record HeadProjection(Linear qkv, Tensor queryScale, Tensor keyScale, Linear out, int heads) {
    private static final double EPS = 1e-6;

    /** Tokens of {@code width} channels into {@code heads} heads of {@code inner / heads} channels. */
    public static HeadProjection of(Scope scope, int width, int inner, int heads) {
        argument(
                inner % (4 * heads) == 0,
                "%d channels do not fall into %d heads of a multiple of 4%s",
                inner,
                heads,
                " at " + scope.path());
        return new HeadProjection(
                Linear.of(scope.in("qkv"), width, 3 * inner),
                scope.in("q_norm").parameter("weight", new Init.Constant(1), inner / heads),
                scope.in("k_norm").parameter("weight", new Init.Constant(1), inner / heads),
                Linear.of(scope.in("out"), inner, width),
                heads);
    }

    /** Queries, keys and values, each (B, H, N, D / H), of tokens (B, N, D); queries and keys turned. */
    public List<Tensor> split(Tensor tokens, Rotary rotary) {
        var shape = tokens.shape();
        var parts = qkv.apply(tokens)
                .reshape(shape.size(0), shape.size(1), 3, heads, -1)
                .permute(2, 0, 3, 1, 4);
        return List.of(
                rotary.apply(Norms.rms(parts.select(0, 0), queryScale, EPS)),
                rotary.apply(Norms.rms(parts.select(0, 1), keyScale, EPS)),
                parts.select(0, 2));
    }

    /** (B, H, N, D / H) back to tokens (B, N, D). */
    public Tensor join(Tensor attended) {
        return out.apply(attended.transpose(1, 2).flatten(2, 3));
    }
}
