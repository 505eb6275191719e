package jointdit.pretrained.text;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.nn.Linear;
import jointdit.pretrained.StoredNames;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Text tower of CLAP, a RoBERTa whose first token is pooled and projected to the space it shares with sounds; names as
 * in transformers ({@code ClapTextModelWithProjection}, and the text half of {@code ClapModel}).
 *
 * @see <a href="https://arxiv.org/abs/2211.06687">Wu et al. 2023</a>
 */
public record ClapText(
        RobertaEmbeddings embeddings, List<RobertaBlock> blocks, Linear pooler, Linear first, Linear last) {
    private static final double SMALLEST_LENGTH = 1e-12;
    /** The sound half and numbered buffers are passed over. */
    public static final StoredNames NAMES = StoredNames.OWN.ignoring(
            "logit_scale_[at]|audio_model\\..*|audio_projection\\..*|text_model\\.embeddings\\.(position_ids|token_type_ids)");

    /**
     * What the tower gives.
     *
     * @param states last hidden states, (B, N, D)
     * @param pooled (B, D)
     * @param embeds projected, (B, E)
     * @param features the same at length 1, (B, E)
     */
    public record Result(Tensor states, Tensor pooled, Tensor embeds, Tensor features) {}

    public static ClapText of(Scope scope, ClapTextConfig config) {
        var text = scope.in("text_model");
        var projection = scope.in("text_projection");
        return new ClapText(
                RobertaEmbeddings.of(text.in("embeddings"), config),
                IntStream.range(0, config.layers())
                        .mapToObj(i -> RobertaBlock.of(text.in("encoder.layer").in(i), config))
                        .toList(),
                Linear.of(text.in("pooler.dense"), config.width(), config.width()),
                Linear.of(projection.in("linear1"), config.width(), config.features()),
                Linear.of(projection.in("linear2"), config.features(), config.features()));
    }

    /**
     * Goes through token ids.
     *
     * @param ids INT64 (B, N)
     * @param mask (B, N), 1 for tokens and 0 for padding
     */
    public Result apply(Tensor ids, Tensor mask) {
        var added = PaddingMask.added(mask);
        var tokens = embeddings.apply(ids);
        for (var block : blocks) {
            tokens = block.apply(tokens, added);
        }
        var pooled = pooler.apply(tokens.select(1, 0)).tanh();
        var embeds = last.apply(first.apply(pooled).relu());
        return new Result(tokens, pooled, embeds, normed(embeds));
    }

    private static Tensor normed(Tensor embeds) {
        var length = embeds.square().sum(-1).sqrt().clamp(SMALLEST_LENGTH, Float.MAX_VALUE);
        return embeds.div(length.unsqueeze(-1));
    }
}
