package jointdit.job;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.nn.Rotary;
import jointdit.nn.TransformerBlock;
import jointdit.tensor.AdamW;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Spec;
import jointdit.tensor.Tensor;
import jointdit.tensor.Weights;

/** Loss, gradient and AdamW of AdaLN-Zero blocks. */
final class BenchTraining implements BenchWork {
    private static final int HEADS = 8;

    private final Graph graph;
    private final Weights weights;
    private final Program program;
    private final AdamW adamW;
    private final Array tokens;
    private final Array condition;

    BenchTraining(BenchConfig config, Precision precision) {
        tokens = Noise.normal(
                Spec.floats(config.batch(), config.tokens(), config.width()).shape(), 1);
        condition = Noise.normal(Spec.floats(config.batch(), config.width()).shape(), 2);
        graph = Graph.trace(precision, List.of(tokens.spec(), condition.spec(), tokens.spec()), scope -> {
            var rotary = Rotary.of(scope, new float[config.tokens()], config.width() / HEADS);
            var blocks = IntStream.range(0, config.blocks())
                    .mapToObj(i -> TransformerBlock.of(scope.in(i), config.width(), HEADS))
                    .toList();
            return in -> List.of(loss(blocks, rotary, in));
        });
        weights = Weights.initial(Layout.of(graph.parameters(), List.of(new Layout.Group("", 1e-4))), Device.cpu(), 1);
        program = new Program(graph, weights);
        adamW = new AdamW(weights, new AdamW.Settings(0.9, 0.99, 1e-8, 0.01));
    }

    private static Tensor loss(List<TransformerBlock> blocks, Rotary rotary, List<Tensor> in) {
        var tokens = in.get(0);
        for (var block : blocks) {
            tokens = block.apply(tokens, in.get(1), rotary);
        }
        return tokens.sub(in.get(2)).square().mean();
    }

    /** Three times the forward pass. */
    @Override
    public double operations() {
        return 3.0 * graph.operations();
    }

    @Override
    public void run() {
        try (var gradient = program.gradient(tokens, condition, tokens)) {
            adamW.step(gradient, 1);
        }
    }

    @Override
    public void close() {
        adamW.close();
        program.close();
        weights.close();
    }
}
