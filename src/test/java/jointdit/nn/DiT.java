package jointdit.nn;

import java.util.ArrayList;
import java.util.List;
import jointdit.tensor.Attention;
import jointdit.tensor.Convolution;
import jointdit.tensor.Init;
import jointdit.tensor.Norms;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * The diffusion transformer of Peebles and Xie 2023 under its published names, of the layers of this package.
 *
 * <pre>
 * x        (B, 4, 8, 8)  latents
 * t        (B,)          steps
 * y        (B,)          labels, the last one for none
 * returns  activations by name, and "out" (B, 8, 8, 8)
 * </pre>
 */
record DiT(Scope scope) {
    static final List<String> ACTIVATIONS = List.of(
            "mid.x_embedder",
            "mid.t_embedder",
            "mid.y_embedder",
            "mid.blocks.0.adaLN_modulation",
            "mid.blocks.0.attn",
            "mid.blocks.0",
            "mid.blocks.1",
            "mid.final_layer",
            "output.out");

    private static final int WIDTH = 48;
    private static final int HEADS = 4;
    private static final int PATCH = 2;
    private static final int CLASSES = 10;
    private static final int OUTPUTS = 8;

    /** In the order of {@link #ACTIVATIONS}. */
    List<Tensor> apply(Tensor x, Tensor t, Tensor y) {
        var all = new ArrayList<>(List.of(patches(x), time(t), label(y)));
        var condition = all.get(1).add(all.get(2));
        var tokens = all.get(0).add(scope.parameter("pos_embed", Init.zeros(), 1, 16, WIDTH));
        var first = block(scope.in("blocks.0"), tokens, condition);
        all.addAll(first);
        all.add(block(scope.in("blocks.1"), first.get(2), condition).get(2));
        all.add(last(all.get(6), condition));
        all.add(picture(all.get(7)));
        return all;
    }

    private Tensor patches(Tensor x) {
        var projection = scope.in("x_embedder.proj");
        var weight = projection.parameter("weight", Init.zeros(), WIDTH, x.size(1), PATCH, PATCH);
        var bias = projection.parameter("bias", Init.zeros(), WIDTH);
        return Convolution.of(2, PATCH, 0)
                .apply(x, weight, List.of(bias))
                .flatten(2, 3)
                .transpose(1, 2);
    }

    private Tensor time(Tensor t) {
        var sinusoids = SinusoidalEmbedding.of(scope, 256).apply(t);
        var hidden = Linear.of(scope.in("t_embedder.mlp.0"), 256, WIDTH).apply(sinusoids);
        return Linear.of(scope.in("t_embedder.mlp.2"), WIDTH, WIDTH).apply(hidden.silu());
    }

    private Tensor label(Tensor y) {
        return scope.in("y_embedder.embedding_table")
                .parameter("weight", Init.zeros(), CLASSES + 1, WIDTH)
                .embedding(y);
    }

    /** What the condition says, what attention adds, and the block's result. */
    private static List<Tensor> block(Scope scope, Tensor tokens, Tensor condition) {
        var modulation = new Modulation(Linear.zero(scope.in("adaLN_modulation.1"), WIDTH, 6 * WIDTH));
        var branches = modulation.apply(condition);
        var attended = attention(scope.in("attn"), branches.get(0).enter(tokens));
        var mixed = branches.get(0).leave(tokens, attended);
        var feedForward = FeedForward.of(scope.in("mlp"), WIDTH, 4);
        var result =
                branches.get(1).leave(mixed, feedForward.apply(branches.get(1).enter(mixed)));
        return List.of(modulation.linear().apply(condition.silu()), attended, result);
    }

    private static Tensor attention(Scope scope, Tensor tokens) {
        var heads = Linear.of(scope.in("qkv"), WIDTH, 3 * WIDTH)
                .apply(tokens)
                .reshape(tokens.size(0), tokens.size(1), 3, HEADS, -1)
                .permute(2, 0, 3, 1, 4);
        var attended = Attention.apply(heads.select(0, 0), heads.select(0, 1), heads.select(0, 2));
        return Linear.of(scope.in("proj"), WIDTH, WIDTH)
                .apply(attended.transpose(1, 2).flatten(2, 3));
    }

    private Tensor last(Tensor tokens, Tensor condition) {
        var layer = scope.in("final_layer");
        var parts = Linear.of(layer.in("adaLN_modulation.1"), WIDTH, 2 * WIDTH)
                .apply(condition.silu())
                .unsqueeze(1)
                .chunk(2, -1);
        var normed = Norms.layer(tokens, 1e-6).mul(parts.get(1).add(1)).add(parts.get(0));
        return Linear.of(layer.in("linear"), WIDTH, PATCH * PATCH * OUTPUTS).apply(normed);
    }

    private static Tensor picture(Tensor tokens) {
        var side = (int) Math.sqrt(tokens.size(1));
        return tokens.reshape(tokens.size(0), side, side, PATCH, PATCH, OUTPUTS)
                .permute(0, 5, 1, 3, 2, 4)
                .reshape(tokens.size(0), OUTPUTS, side * PATCH, side * PATCH);
    }

    /** Both halves of the batch see the first picture; the second half's label is "none". */
    List<Tensor> guided(List<Tensor> in, double scale) {
        var half = in.get(0).slice(0, 0, 1);
        var out = apply(Tensor.concat(List.of(half, half), 0), in.get(1), in.get(2))
                .get(8);
        var parts = out.slice(1, 0, 3).chunk(2, 0);
        var noise = parts.get(1).add(parts.get(0).sub(parts.get(1)).mul(scale));
        return List.of(Tensor.concat(List.of(Tensor.concat(List.of(noise, noise), 0), out.slice(1, 3, OUTPUTS)), 1));
    }
}
