package jointdit.pretrained.audioldm2;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jointdit.nn.Linear;
import jointdit.pretrained.StoredNames;
import jointdit.tensor.Array;
import jointdit.tensor.Init;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;
import jointdit.tensor.Tensor;

/**
 * Maps the results of two text encoders to the width of the language model and joins them, each between a learned start
 * and a learned end; names as in diffusers ({@code AudioLDM2ProjectionModel}).
 *
 * @param positions (1, C, M), added to what the second encoder gives, where the checkpoint has them
 * @see <a href="https://arxiv.org/abs/2308.05734">Liu et al. 2023</a>
 */
public record AudioLdm2ProjectionModel(Scope scope, Part first, Part second, Optional<Tensor> positions) {
    public static final StoredNames NAMES = StoredNames.OWN;

    /**
     * Vectors with their mask.
     *
     * @param vectors (B, N, D)
     * @param mask INT64 (B, N), 1 for tokens and 0 for padding
     */
    public record Masked(Tensor vectors, Tensor mask) {
        private static Masked concat(List<Masked> parts) {
            return new Masked(
                    Tensor.concat(parts.stream().map(Masked::vectors).toList(), 1),
                    Tensor.concat(parts.stream().map(Masked::mask).toList(), 1));
        }
    }

    /**
     * What one text encoder has.
     *
     * @param start (D,)
     * @param end (D,)
     * @param projection to D
     */
    record Part(Tensor start, Tensor end, Linear projection) {
        static Part of(Scope scope, String suffix, int inputs, int width) {
            return new Part(
                    scope.parameter("sos_embed" + suffix, new Init.Constant(1), width),
                    scope.parameter("eos_embed" + suffix, new Init.Constant(1), width),
                    Linear.of(scope.in("projection" + suffix), inputs, width));
        }

        Masked apply(Masked input, Tensor one) {
            var batch = input.vectors().size(0);
            var before = new Masked(start.expand(batch, 1, start.size(0)), one);
            var after = new Masked(end.expand(batch, 1, end.size(0)), one);
            return Masked.concat(List.of(before, new Masked(projection.apply(input.vectors()), input.mask()), after));
        }
    }

    public static AudioLdm2ProjectionModel of(Scope scope, ProjectionConfig config) {
        return new AudioLdm2ProjectionModel(
                scope,
                Part.of(scope, "", config.firstWidth(), config.width()),
                Part.of(scope, "_1", config.secondWidth(), config.width()),
                config.learnedPositions() == 0
                        ? Optional.empty()
                        : Optional.of(scope.parameter(
                                "learnable_positional_embedding",
                                Init.zeros(),
                                1,
                                config.secondWidth(),
                                config.learnedPositions())));
    }

    /**
     * Joins both.
     *
     * @param features of the first encoder, (B, N, C1)
     * @param states of the second encoder, (B, M, C2)
     * @return (B, N + M + 4, D)
     */
    public Masked apply(Masked features, Masked states) {
        var ones = new long[features.vectors().size(0)];
        Arrays.fill(ones, 1);
        var one = scope.constant(Array.ofLongs(Shape.of(ones.length, 1), ones));
        var placed = new Masked(placed(states.vectors()), states.mask());
        return Masked.concat(List.of(first.apply(features, one), second.apply(placed, one)));
    }

    private Tensor placed(Tensor states) {
        if (positions.isEmpty()) {
            return states;
        }
        var learned = positions.get().transpose(1, 2); // (1, M, C)
        argument(
                learned.size(1) == states.size(1),
                "This checkpoint takes texts of exactly %d tokens, found %d; pad them to that",
                learned.size(1),
                states.size(1));
        return states.add(learned);
    }
}
