package jointdit.pretrained.scheduler;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Noise levels of few steps from those of training. */
record Sigmas(double[] trained) {
    private static final double RHO = 7;

    /** Levels at times that may lie between those of training. */
    double[] at(double[] times) {
        return Arrays.stream(times).map(this::at).toArray();
    }

    private double at(double time) {
        var last = trained.length - 1;
        var low = (int) Math.max(0, Math.min(Math.floor(time), last - 1.0));
        var share = Math.max(0, Math.min(time - low, 1));
        return (1 - share) * trained[low] + share * trained[low + 1];
    }

    /** Times at which training had these levels, by the line between logarithms. */
    double[] times(double[] sigmas) {
        return Arrays.stream(sigmas).map(this::time).toArray();
    }

    private double time(double sigma) {
        var found = (int) Arrays.stream(trained).filter(s -> s <= sigma).count() - 1;
        var low = Math.max(0, Math.min(found, trained.length - 2));
        var from = Math.log(trained[low]);
        var share = (from - Math.log(Math.max(sigma, 1e-10))) / (from - Math.log(trained[low + 1]));
        return low + Math.max(0, Math.min(share, 1));
    }

    /** Largest of training. */
    double most() {
        return trained[trained.length - 1];
    }

    /** Smallest of training. */
    double least() {
        return trained[0];
    }

    /**
     * From {@code most} to {@code least}.
     *
     * @see <a href="https://arxiv.org/abs/2206.00364">Karras et al. 2022, equation 5</a>
     */
    static double[] karras(double least, double most, int steps) {
        var from = Math.pow(most, 1 / RHO);
        var to = Math.pow(least, 1 / RHO);
        return IntStream.range(0, steps)
                .mapToDouble(i -> Math.pow(from + (steps == 1 ? 0 : i / (steps - 1.0)) * (to - from), RHO))
                .toArray();
    }

    /** In single precision, with the level after the last step. */
    static float[] ending(double[] sigmas, double last) {
        var all = new float[sigmas.length + 1];
        for (var i = 0; i < sigmas.length; i++) {
            all[i] = (float) sigmas[i];
        }
        all[sigmas.length] = (float) last;
        return all;
    }
}
