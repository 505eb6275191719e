package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.joint.Sampler;
import jointdit.tensor.Precision;

/** Speed of networks over the speed of plain matrix products of the same run. */
final class BenchNetworks {
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
        var works = new ArrayList<BenchWork>();
        try {
            works.add(sampling(model));
            config.matrices().forEach(side -> works.add(BenchForward.matrices(side)));
            precisions.forEach(precision -> works.add(new BenchTraining(config, precision)));
            return lines(works, clock.seconds(List.copyOf(works)));
        } finally {
            works.forEach(BenchWork::close);
        }
    }

    /** One estimate of the clean latents of one clip. */
    private static BenchWork sampling(JointConfig model) {
        return new BenchForward(
                Sampler.trace(model, new LatentShape(16, 16, 8, 8, 8, 16, 50, 16), 1, Precision.FLOAT32));
    }

    private List<String> lines(List<BenchWork> works, List<Double> seconds) {
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
}
