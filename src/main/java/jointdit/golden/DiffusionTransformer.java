package jointdit.golden;

import java.util.List;
import jointdit.nn.FeedForward;
import jointdit.nn.Linear;
import jointdit.nn.Modulation;
import jointdit.nn.SinusoidalEmbedding;
import jointdit.pretrained.ModelConfig;
import jointdit.tensor.Attention;
import jointdit.tensor.Convolution;
import jointdit.tensor.Init;
import jointdit.tensor.Norms;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * The diffusion transformer under its published names, of the layers that our own towers are made of.
 *
 * <pre>
 * x        (B, C, H, H)  latents
 * t        (B,)          steps
 * y        (B,)          labels, the last one for none
 * returns  (B, 2 C, H, H) noise and variance, or (B, C, H, H)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2212.09748">Peebles and Xie 2023</a>
 */
record DiffusionTransformer(Scope scope, Sizes sizes) {
    private static final int FREQUENCIES = 256;
    private static final int GUIDED_CHANNELS = 3;
    private static final double EPS = 1e-6;

    /** Sizes of a transformer. */
    record Sizes(int width, int heads, int blocks, int ratio, int patch, int classes, int outputs) {
        static Sizes read(ModelConfig config) {
            config.ignore("input_size");
            var sizes = new Sizes(
                    config.integer("hidden_size"),
                    config.integer("num_heads"),
                    config.integer("depth"),
                    config.integer("mlp_ratio"),
                    config.integer("patch_size"),
                    config.integer("num_classes"),
                    config.integer("in_channels") * (config.flag("learn_sigma", true) ? 2 : 1));
            config.finish();
            return sizes;
        }
    }

    Tensor apply(Tensor x, Tensor t, Tensor y) {
        var patches = patches(x);
        var condition = time(t).add(label(y));
        var tokens = patches.add(scope.parameter("pos_embed", Init.zeros(), 1, patches.size(1), sizes.width()));
        for (var i = 0; i < sizes.blocks(); i++) {
            tokens = block(scope.in("blocks").in(i), tokens, condition);
        }
        return picture(last(tokens, condition));
    }

    private Tensor patches(Tensor x) {
        var patch = sizes.patch();
        var projection = scope.in("x_embedder.proj");
        var weight = projection.parameter("weight", Init.zeros(), sizes.width(), x.size(1), patch, patch);
        var bias = projection.parameter("bias", Init.zeros(), sizes.width());
        var patches = Convolution.of(2, patch, 0).apply(x, weight, List.of(bias));
        return scope.in("x_embedder").returned(patches.flatten(2, 3).transpose(1, 2));
    }

    private Tensor time(Tensor t) {
        var embedder = scope.in("t_embedder");
        var sinusoids = SinusoidalEmbedding.of(scope, FREQUENCIES).apply(t);
        var hidden = Linear.of(embedder.in("mlp.0"), FREQUENCIES, sizes.width()).apply(sinusoids);
        return embedder.returned(
                Linear.of(embedder.in("mlp.2"), sizes.width(), sizes.width()).apply(hidden.silu()));
    }

    private Tensor label(Tensor y) {
        var table = scope.in("y_embedder.embedding_table");
        return scope.in("y_embedder")
                .returned(table.parameter("weight", Init.zeros(), sizes.classes() + 1, sizes.width())
                        .embedding(y));
    }

    private Tensor block(Scope block, Tensor tokens, Tensor condition) {
        var width = sizes.width();
        var modulation = new Modulation(Linear.zero(block.in("adaLN_modulation.1"), width, 6 * width));
        block.in("adaLN_modulation").returned(modulation.linear().apply(condition.silu()));
        var branches = modulation.apply(condition);
        var attended = attention(block.in("attn"), branches.get(0).enter(tokens));
        var mixed = branches.get(0).leave(tokens, attended);
        var feedForward = FeedForward.of(block.in("mlp"), width, sizes.ratio());
        return block.returned(
                branches.get(1).leave(mixed, feedForward.apply(branches.get(1).enter(mixed))));
    }

    private Tensor attention(Scope attention, Tensor tokens) {
        var heads = Linear.of(attention.in("qkv"), sizes.width(), 3 * sizes.width())
                .apply(tokens)
                .reshape(tokens.size(0), tokens.size(1), 3, sizes.heads(), -1)
                .permute(2, 0, 3, 1, 4);
        var attended = Attention.apply(heads.select(0, 0), heads.select(0, 1), heads.select(0, 2));
        return attention.returned(Linear.of(attention.in("proj"), sizes.width(), sizes.width())
                .apply(attended.transpose(1, 2).flatten(2, 3)));
    }

    private Tensor last(Tensor tokens, Tensor condition) {
        var layer = scope.in("final_layer");
        var parts = Linear.of(layer.in("adaLN_modulation.1"), sizes.width(), 2 * sizes.width())
                .apply(condition.silu())
                .unsqueeze(1)
                .chunk(2, -1);
        var normed = Norms.layer(tokens, EPS).mul(parts.get(1).add(1)).add(parts.get(0));
        var outputs = sizes.patch() * sizes.patch() * sizes.outputs();
        return layer.returned(
                Linear.of(layer.in("linear"), sizes.width(), outputs).apply(normed));
    }

    private Tensor picture(Tensor tokens) {
        var side = (int) Math.sqrt(tokens.size(1));
        var patch = sizes.patch();
        return tokens.reshape(tokens.size(0), side, side, patch, patch, sizes.outputs())
                .permute(0, 5, 1, 3, 2, 4)
                .reshape(tokens.size(0), sizes.outputs(), side * patch, side * patch);
    }

    /** The first half of the pictures and steps, guided away from the labels of the second half, twice. */
    Tensor guided(Tensor x, Tensor t, Tensor y, double scale) {
        var half = x.size(0) / 2;
        var pictures = x.slice(0, 0, half);
        var steps = t.slice(0, 0, half);
        var out = apply(Tensor.concat(List.of(pictures, pictures), 0), Tensor.concat(List.of(steps, steps), 0), y);
        var parts = out.slice(1, 0, GUIDED_CHANNELS).chunk(2, 0);
        var noise = parts.get(1).add(parts.get(0).sub(parts.get(1)).mul(scale));
        var rest = out.slice(1, GUIDED_CHANNELS, sizes.outputs());
        return Tensor.concat(List.of(Tensor.concat(List.of(noise, noise), 0), rest), 1);
    }
}
