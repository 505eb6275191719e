package jointdit.pretrained.text;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.pretrained.StoredNames;
import jointdit.tensor.Init;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Encoder of T5; names as in transformers ({@code T5EncoderModel}).
 *
 * <pre>
 * ids      (B, N)     INT64
 * mask     (B, N)     1 for tokens, 0 for padding
 * returns  (B, N, D)
 * </pre>
 *
 * @param embedding (V, D)
 * @param positionBias (buckets, H), of the first layer and shared by all
 * @see <a href="https://arxiv.org/abs/1910.10683">Raffel et al. 2020</a>
 */
public record T5Encoder(
        Scope scope, Tensor embedding, Tensor positionBias, List<Block> blocks, T5Norm norm, T5Config config) {
    /** The token table has two names; a whole T5 has a decoder besides. */
    public static final StoredNames NAMES = StoredNames.OWN
            .alias("^shared\\.weight$", "encoder.embed_tokens.weight")
            .ignoring("decoder\\..*|lm_head\\.weight");

    /** Attention, then feed-forward. */
    record Block(Scope scope, T5Attention attention, T5FeedForward feedForward) {
        static Block of(Scope scope, T5Config config) {
            return new Block(
                    scope, T5Attention.of(scope.in("layer.0"), config), T5FeedForward.of(scope.in("layer.1"), config));
        }

        Tensor apply(Tensor tokens, Tensor added) {
            return scope.returned(feedForward.apply(attention.apply(tokens, added)));
        }
    }

    public static T5Encoder of(Scope scope, T5Config config) {
        var encoder = scope.in("encoder");
        return new T5Encoder(
                scope,
                scope.in("shared").parameter("weight", new Init.Normal(1), config.vocabulary(), config.width()),
                encoder.in("block.0.layer.0.SelfAttention.relative_attention_bias")
                        .parameter(
                                "weight",
                                Init.fanIn(config.width()),
                                config.positions().buckets(),
                                config.heads()),
                IntStream.range(0, config.layers())
                        .mapToObj(i -> Block.of(encoder.in("block").in(i), config))
                        .toList(),
                T5Norm.of(encoder.in("final_layer_norm"), config),
                config);
    }

    public Tensor apply(Tensor ids, Tensor mask) {
        var tokens = scope.in("shared").returned(embedding.embedding(ids));
        var added = positions(ids.size(1)).add(PaddingMask.added(mask)); // (B, H, N, N)
        for (var block : blocks) {
            tokens = block.apply(tokens, added);
        }
        return norm.apply(tokens);
    }

    /** (1, H, N, N). */
    private Tensor positions(int tokens) {
        var buckets = scope.constant(config.positions().table(tokens));
        return positionBias.embedding(buckets).permute(2, 0, 1).unsqueeze(0);
    }
}
