package jointdit.pretrained.text;

import static jointdit.config.Check.argument;

import jointdit.nn.LayerNorm;
import jointdit.tensor.DataType;
import jointdit.tensor.Init;
import jointdit.tensor.RunningSum;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Token ids (B, N) to normed vectors (B, N, D) of token, type and position. Positions count the tokens that are not
 * padding, from the one after the padding's id.
 */
record RobertaEmbeddings(
        Scope scope, Tensor words, Tensor positions, Tensor types, LayerNorm norm, ClapTextConfig config) {
    static RobertaEmbeddings of(Scope scope, ClapTextConfig config) {
        return new RobertaEmbeddings(
                scope,
                table(scope.in("word_embeddings"), config.vocabulary(), config.width()),
                table(scope.in("position_embeddings"), config.positions(), config.width()),
                table(scope.in("token_type_embeddings"), config.types(), config.width()),
                LayerNorm.of(scope.in("LayerNorm"), config.width(), config.eps()),
                config);
    }

    private static Tensor table(Scope scope, int rows, int width) {
        return scope.parameter("weight", new Init.Normal(0.02), rows, width);
    }

    Tensor apply(Tensor ids) {
        argument(
                ids.size(1) <= config.longest(),
                "The text tower takes at most %d tokens, found %d; shorten the prompt",
                config.longest(),
                ids.size(1));
        var type = types.slice(0, 0, 1); // (1, D)
        var vectors = words.embedding(ids).add(type).add(positions.embedding(places(ids)));
        return scope.returned(norm.apply(vectors));
    }

    private Tensor places(Tensor ids) {
        var tokens = ids.add(-config.padToken()).abs().greater(0).to(DataType.FLOAT32);
        return RunningSum.along(1, tokens).mul(tokens).add(config.padToken()).to(DataType.INT64);
    }
}
