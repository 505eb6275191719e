package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.joint.Sampler;
import jointdit.tensor.Precision;

/**
 * Speed of networks over the speed of plain matrix products of the same run. There are two ways to take a product: that
 * of training, and that of networks that do not learn, which is the faster one on some processors.
 */
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
            config.matrices().forEach(side -> works.add(BenchForward.matrices(side)));
            config.matrices().forEach(side -> works.add(BenchForward.linear(side)));
            works.add(sampling(model));
            precisions.forEach(precision -> works.add(new BenchTraining(config, precision)));
            return lines(clock.speeds(works));
        } finally {
            works.forEach(BenchWork::close);
        }
    }

    /** One estimate of the clean latents of one clip. */
    private static BenchWork sampling(JointConfig model) {
        return new BenchForward(
                Sampler.trace(model, new LatentShape(16, 16, 8, 8, 8, 16, 50, 16), 1, Precision.FLOAT32));
    }

    private List<String> lines(List<BenchSpeed> speeds) {
        var sizes = config.matrices().size();
        var matmul = BenchSpeed.best(speeds.subList(0, sizes));
        var linear = BenchSpeed.best(speeds.subList(sizes, 2 * sizes));
        var peak = Math.max(matmul, linear);
        var sampling = speeds.get(2 * sizes);
        var training = speeds.subList(2 * sizes + 1, speeds.size());
        return List.of(
                String.format(
                        ROOT,
                        "matrix product, float32      %8.1f GFLOP/s, the peak: the faster of matmul (%.1f) and linear maps"
                                + " of frozen weights (%.1f)",
                        peak * 1e-9,
                        matmul * 1e-9,
                        linear * 1e-9),
                String.format(
                        ROOT,
                        "training step over the peak  %8.2f  (%.2f of matmul, which it uses: at least 0.60; %.1f GFLOP/s,"
                                + " %.0f ms)",
                        training.get(0).rate() / peak,
                        training.get(0).rate() / matmul,
                        training.get(0).gigaflops(),
                        training.get(0).milliseconds()),
                rounded(training),
                String.format(
                        ROOT,
                        "sampling step over the peak  %8.2f  (%.1f ms for one clip of model.conf, one branch)",
                        sampling.rate() / peak,
                        sampling.milliseconds()));
    }

    private static String rounded(List<BenchSpeed> training) {
        if (training.size() == 1) {
            return "bfloat16 over float32        not measured: this processor does not have it";
        }
        return String.format(
                ROOT,
                "bfloat16 over float32        %8.2f  (training step, %.0f ms)",
                training.get(0).seconds() / training.get(1).seconds(),
                training.get(1).milliseconds());
    }
}
