package jointdit.tensor;

import java.util.List;

/** Two attention blocks with dropout and a squared error, for tests of training. */
record TinyTransformer(Graph graph) {
    static final int BATCH = 2;
    static final int TOKENS = 12;
    static final int WIDTH = 32;
    private static final int HEADS = 4;

    static TinyTransformer traced(Precision precision, int blocks) {
        var tokens = Spec.floats(BATCH, TOKENS, WIDTH);
        return new TinyTransformer(Graph.trace(precision, List.of(tokens, tokens, Spec.longs(BATCH)), scope -> in -> {
            var hidden = in.get(0);
            for (var i = 0; i < blocks; i++) {
                hidden = Cut.after(block(scope.in("blocks").in(i), hidden, in.get(2)));
            }
            return List.of(hidden.sub(in.get(1)).square().mean(), hidden);
        }));
    }

    private static Tensor block(Scope scope, Tensor tokens, Tensor seeds) {
        var parts = linear(scope.in("qkv"), tokens.layerNorm(), 3 * WIDTH).chunk(3, -1);
        var mixed = Attention.apply(heads(parts.get(0)), heads(parts.get(1)), heads(parts.get(2)));
        var joined = mixed.transpose(1, 2).reshape(BATCH, TOKENS, WIDTH);
        var attended = tokens.add(linear(scope.in("out"), joined, WIDTH));
        var hidden = linear(scope.in("up"), attended.layerNorm(), 4 * WIDTH).geluTanh();
        return attended.add(linear(scope.in("down"), hidden, WIDTH).dropout(0.1, seeds));
    }

    private static Tensor heads(Tensor tokens) {
        return tokens.reshape(BATCH, TOKENS, HEADS, WIDTH / HEADS).transpose(1, 2);
    }

    private static Tensor linear(Scope scope, Tensor input, int outputs) {
        var width = input.size(-1);
        return input.linear(
                scope.parameter("weight", Init.fanIn(width), outputs, width),
                scope.parameter("bias", Init.zeros(), outputs));
    }

    Weights weights(long seed) {
        var layout = Layout.of(graph.parameters(), List.of(new Layout.Group("", 1e-3)));
        return Weights.initial(layout, Device.cpu(), seed);
    }

    /** Tokens, targets and dropout seeds of a step. */
    static Array[] batch(long seed, int step) {
        var shape = Shape.of(BATCH, TOKENS, WIDTH);
        return new Array[] {
            Noise.normal(shape, Noise.seed(seed, step, 0)),
            Noise.normal(shape, Noise.seed(seed, step, 1)),
            Array.ofLongs(Shape.of(BATCH), Noise.seed(seed, step, 2), Noise.seed(seed, step, 3))
        };
    }
}
