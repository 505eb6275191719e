package jointdit.pretrained.text;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jointdit.nn.LayerNorm;
import jointdit.pretrained.StoredNames;
import jointdit.tensor.Array;
import jointdit.tensor.DataType;
import jointdit.tensor.Init;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;
import jointdit.tensor.Tensor;

/**
 * GPT-2 on vectors instead of token ids, as AudioLDM2 uses it: it goes on writing a sequence of vectors. Names as in
 * transformers ({@code GPT2Model}).
 *
 * <pre>
 * vectors  (B, N, D)
 * mask     (B, N)     1 for tokens, 0 for padding, which takes positions too
 * returns  (B, N, D)  the last hidden states
 * </pre>
 *
 * @param positions (positions, D)
 */
public record Gpt2(Scope scope, Tensor positions, List<Gpt2Block> blocks, LayerNorm norm, Gpt2Config config) {
    /** The token table is in the files and not used; files of a network with a head have a prefix. */
    public static final StoredNames NAMES = StoredNames.OWN
            .alias("^", "transformer.")
            .ignoring("(transformer\\.)?(wte\\.weight|h\\.\\d+\\.attn\\.(bias|masked_bias))|lm_head\\.weight");

    /** Hidden states (B, N, D) of new tokens, and what every block keeps of them and those before. */
    private record Run(Tensor states, List<KeyValues> seen) {}

    public static Gpt2 of(Scope scope, Gpt2Config config) {
        return new Gpt2(
                scope,
                scope.in("wpe").parameter("weight", new Init.Normal(0.02), config.positions(), config.width()),
                IntStream.range(0, config.layers())
                        .mapToObj(i -> Gpt2Block.of(scope.in("h").in(i), config))
                        .toList(),
                LayerNorm.of(scope.in("ln_f"), config.width(), config.eps()),
                config);
    }

    public Tensor apply(Tensor vectors, Tensor mask) {
        return run(vectors, List.of(), mask).states();
    }

    /**
     * Writes on: {@code count} times the last hidden state becomes the next vector.
     *
     * @return the new vectors, (B, count, D)
     */
    public Tensor generate(Tensor vectors, Tensor mask, int count) {
        argument(count >= 1, "Wanted at least 1 new token, found %d", count);
        var known = mask.to(DataType.FLOAT32);
        var one = scope.constant(Array.filled(Shape.of(1, 1), 1)).expand(mask.size(0), 1);
        var run = run(vectors, List.of(), known);
        var written = new ArrayList<>(List.of(last(run.states())));
        while (written.size() < count) {
            known = Tensor.concat(List.of(known, one), 1);
            run = run(written.get(written.size() - 1), run.seen(), known);
            written.add(run.states());
        }
        return Tensor.concat(written, 1);
    }

    private static Tensor last(Tensor states) {
        return states.slice(1, states.size(1) - 1, states.size(1));
    }

    /** Goes through new vectors (B, N, D) after those seen; {@code mask} is of both. */
    private Run run(Tensor vectors, List<KeyValues> before, Tensor mask) {
        var end = mask.size(1);
        argument(
                end <= config.positions(),
                "The language model takes at most %d tokens, found %d; shorten the prompt",
                config.positions(),
                end);
        var tokens = vectors.add(positions.slice(0, end - vectors.size(1), end));
        var added = causal(vectors.size(1), end).add(PaddingMask.added(mask));
        var seen = new ArrayList<KeyValues>();
        for (var i = 0; i < blocks.size(); i++) {
            var past = before.isEmpty() ? Optional.<KeyValues>empty() : Optional.of(before.get(i));
            var result = blocks.get(i).apply(tokens, past, added);
            tokens = result.tokens();
            seen.add(result.seen());
        }
        return new Run(scope.in("ln_f").returned(norm.apply(tokens)), seen);
    }

    /** Keeps the last {@code queries} of {@code keys} tokens off those after them, (queries, keys). */
    private Tensor causal(int queries, int keys) {
        var added = new float[queries * keys];
        for (var query = 0; query < queries; query++) {
            for (var key = keys - queries + query + 1; key < keys; key++) {
                added[query * keys + key] = -Float.MAX_VALUE;
            }
        }
        return scope.constant(Array.of(Shape.of(queries, keys), added));
    }
}
