package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jointdit.joint.JointConfig;
import jointdit.joint.JointDiT;
import jointdit.joint.LatentShape;
import jointdit.joint.Sampler;
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

/** Speed of networks over the speed of plain matrix products of the same run. */
final class BenchNetworks {
    /** Products in a row, so that copying the matrices in does not count. */
    private static final int PRODUCTS = 8;

    private static final int HEADS = 8;

    private final BenchConfig config;
    private final BenchClock clock;

    BenchNetworks(BenchConfig config, BenchClock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Figures of training and sampling, a line each. */
    List<String> lines(JointConfig model) {
        var shape = new LatentShape(16, 16, 8, 8, 8, 16, 50, 16);
        try (var plain = new Training(Precision.FLOAT32);
                var rounded = new Training(Precision.BFLOAT16);
                var sampling = new Sampling(model, shape)) {
            var works = new ArrayList<Runnable>(List.of(plain, rounded, sampling));
            var peaks = config.matrices().stream().map(Peak::new).toList();
            works.addAll(peaks);
            var seconds = clock.seconds(works);
            var peak = IntStream.range(0, peaks.size())
                    .mapToDouble(i -> peaks.get(i).operations() / seconds.get(3 + i))
                    .max()
                    .orElseThrow();
            peaks.forEach(Peak::close);
            return lines(seconds, peak);
        }
    }

    private List<String> lines(List<Double> seconds, double peak) {
        var rate = trainingOperations() / seconds.get(0);
        return List.of(
                String.format(ROOT, "matrix product, float32      %8.1f GFLOP/s, the peak", peak * 1e-9),
                String.format(
                        ROOT,
                        "training step over the peak  %8.2f  (at least 0.60; %.1f GFLOP/s, %.0f ms)",
                        rate / peak,
                        rate * 1e-9,
                        seconds.get(0) * 1e3),
                String.format(
                        ROOT,
                        "bfloat16 over float32        %8.2f  (training step, %.0f ms)",
                        seconds.get(0) / seconds.get(1),
                        seconds.get(1) * 1e3),
                String.format(
                        ROOT,
                        "sampling step                %8.1f ms for one clip of model.conf, one branch",
                        seconds.get(2) * 1e3));
    }

    /** Three times the forward pass: per token and block 24 D^2 for the products and 4 N D for attention. */
    private double trainingOperations() {
        double width = config.width();
        var perToken = 24 * width * width + 4 * config.tokens() * width;
        return 3 * perToken * config.tokens() * config.batch() * config.blocks();
    }

    /** Matrix products of one size. */
    private static final class Peak implements Runnable, AutoCloseable {
        private final int side;
        private final Weights weights = Weights.zeros(Layout.frozen(List.of()), Device.cpu());
        private final Program program;
        private final Array[] matrices;

        Peak(int side) {
            this.side = side;
            var spec = Spec.floats(side, side);
            var graph = Graph.trace(Precision.FLOAT32, List.of(spec, spec), scope -> in -> {
                var product = in.get(0);
                for (var i = 0; i < PRODUCTS; i++) {
                    product = product.matmul(in.get(1));
                }
                return List.of(product.mean());
            });
            program = new Program(graph, weights);
            var small = Array.filled(spec.shape(), 1f / side);
            matrices = new Array[] {small, small};
        }

        double operations() {
            return 2.0 * PRODUCTS * side * side * side;
        }

        @Override
        public void run() {
            program.run(matrices);
        }

        @Override
        public void close() {
            program.close();
            weights.close();
        }
    }

    /** Loss, gradient and AdamW of AdaLN-Zero blocks. */
    private final class Training implements Runnable, AutoCloseable {
        private final Weights weights;
        private final Program program;
        private final AdamW adamW;
        private final Array tokens = Noise.normal(
                Spec.floats(config.batch(), config.tokens(), config.width()).shape(), 1);
        private final Array condition =
                Noise.normal(Spec.floats(config.batch(), config.width()).shape(), 2);

        Training(Precision precision) {
            var graph = Graph.trace(precision, List.of(tokens.spec(), condition.spec(), tokens.spec()), scope -> {
                var rotary = Rotary.of(scope, new float[config.tokens()], config.width() / HEADS);
                var blocks = IntStream.range(0, config.blocks())
                        .mapToObj(i -> TransformerBlock.of(scope.in(i), config.width(), HEADS))
                        .toList();
                return in -> List.of(loss(blocks, rotary, in));
            });
            weights = Weights.initial(
                    Layout.of(graph.parameters(), List.of(new Layout.Group("", 1e-4))), Device.cpu(), 1);
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

    /** One estimate of the clean latents of one clip. */
    private static final class Sampling implements Runnable, AutoCloseable {
        private final Weights weights;
        private final Program program;
        private final Array[] inputs;

        Sampling(JointConfig model, LatentShape shape) {
            var graph = Sampler.trace(model, shape, 1, Precision.FLOAT32);
            weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 1);
            program = new Program(graph, weights);
            inputs = JointDiT.inputs(model, shape, 1).stream()
                    .map(spec -> Array.filled(spec.shape(), 1))
                    .toArray(Array[]::new);
        }

        @Override
        public void run() {
            program.run(inputs);
        }

        @Override
        public void close() {
            program.close();
            weights.close();
        }
    }
}
