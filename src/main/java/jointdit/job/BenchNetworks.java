package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jointdit.joint.JointConfig;
import jointdit.joint.JointDiT;
import jointdit.joint.LatentShape;
import jointdit.joint.Sampler;
import jointdit.joint.TowerConfig;
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
    private final List<Precision> precisions;

    /** @param bfloat16 whether the processor has it; else it is not measured */
    BenchNetworks(BenchConfig config, BenchClock clock, boolean bfloat16) {
        this.config = config;
        this.clock = clock;
        precisions = bfloat16 ? List.of(Precision.FLOAT32, Precision.BFLOAT16) : List.of(Precision.FLOAT32);
    }

    /** Figures of training and sampling, a line each. */
    List<String> lines(JointConfig model) {
        var works = new ArrayList<Work>();
        try {
            works.add(new Sampling(model, new LatentShape(16, 16, 8, 8, 8, 16, 50, 16)));
            config.matrices().forEach(side -> works.add(new Peak(side)));
            precisions.forEach(precision -> works.add(new Training(precision)));
            return lines(works, clock.seconds(List.copyOf(works)));
        } finally {
            works.forEach(Work::close);
        }
    }

    private List<String> lines(List<Work> works, List<Double> seconds) {
        var sizes = config.matrices().size();
        var peak = IntStream.rangeClosed(1, sizes)
                .mapToDouble(i -> works.get(i).operations() / seconds.get(i))
                .max()
                .orElseThrow();
        var training = seconds.subList(1 + sizes, seconds.size());
        var rate = works.get(1 + sizes).operations() / training.get(0);
        return List.of(
                String.format(ROOT, "matrix product, float32      %8.1f GFLOP/s, the peak", peak * 1e-9),
                String.format(
                        ROOT,
                        "training step over the peak  %8.2f  (at least 0.60; %.1f GFLOP/s, %.0f ms)",
                        rate / peak,
                        rate * 1e-9,
                        training.get(0) * 1e3),
                rounded(training),
                String.format(
                        ROOT,
                        "sampling step over the peak  %8.2f  (%.1f ms for one clip of model.conf, one branch)",
                        works.get(0).operations() / seconds.get(0) / peak,
                        seconds.get(0) * 1e3));
    }

    private static String rounded(List<Double> training) {
        if (training.size() == 1) {
            return "bfloat16 over float32        not measured: this processor does not have it";
        }
        return String.format(
                ROOT,
                "bfloat16 over float32        %8.2f  (training step, %.0f ms)",
                training.get(0) / training.get(1),
                training.get(1) * 1e3);
    }

    /** Something that is timed. */
    private interface Work extends Runnable, AutoCloseable {
        /** Additions and multiplications of one run. */
        double operations();

        @Override
        void close();
    }

    /** Matrix products of one size. */
    private static final class Peak implements Work {
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

        @Override
        public double operations() {
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
    private final class Training implements Work {
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

        /** Three times the forward pass: per token and block 24 D^2 for the products and 4 N D for attention. */
        @Override
        public double operations() {
            double width = config.width();
            var perToken = 24 * width * width + 4 * config.tokens() * width;
            return 3 * perToken * config.tokens() * config.batch() * config.blocks();
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
    private static final class Sampling implements Work {
        private final JointConfig model;
        private final LatentShape shape;
        private final Weights weights;
        private final Program program;
        private final Array[] inputs;

        Sampling(JointConfig model, LatentShape shape) {
            this.model = model;
            this.shape = shape;
            var graph = Sampler.trace(model, shape, 1, Precision.FLOAT32);
            weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 1);
            program = new Program(graph, weights);
            inputs = JointDiT.inputs(model, shape, 1).stream()
                    .map(spec -> Array.filled(spec.shape(), 1))
                    .toArray(Array[]::new);
        }

        /** Products and attention of the experts and joint blocks; what is done once a clip is not counted. */
        @Override
        public double operations() {
            var video = (TowerConfig.Transformer) model.video();
            var audio = (TowerConfig.Transformer) model.audio();
            var videoTokens = shape.frames() * shape.height() * shape.width() / values(video);
            var audioTokens = shape.audioFrames() * shape.audioBins() / values(audio);
            var all = videoTokens + audioTokens;
            return model.video().depth()
                    * (videoTokens * perToken(video, videoTokens, all)
                            + audioTokens * perToken(audio, audioTokens, all));
        }

        private static int values(TowerConfig.Transformer tower) {
            return tower.patchTime() * tower.patchHeight() * tower.patchWidth();
        }

        /** An expert's 24 D^2 + 4 N D, then the joint block's 16 D^2 + 8 D J + 4 M J, J its width, M all tokens. */
        private double perToken(TowerConfig.Transformer tower, double own, double all) {
            double width = tower.width();
            double joint = model.video().width();
            return 40 * width * width + 4 * own * width + 8 * width * joint + 4 * all * joint;
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
