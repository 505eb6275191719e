package jointdit.diffusion;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Way from noise to a clip.
 *
 * @param solver rule of one step
 * @param steps steps S, at least 1
 * @param sigmaMin last noise level of the video before 0
 * @param sigmaMax first noise level of the video
 * @param rho how much the steps crowd at low noise, above 0
 * @see <a href="https://arxiv.org/abs/2206.00364">Karras et al. 2022, equation 5</a>
 */
public record SamplingConfig(Solver solver, int steps, double sigmaMin, double sigmaMax, double rho)
        implements Serializable {
    public SamplingConfig {
        argument(1 <= steps && steps <= 10_000, "steps must lie in [1, 10000], found %d", steps);
        argument(
                0 < sigmaMin && sigmaMin < sigmaMax,
                "sigma-min must lie in (0, sigma-max), found %s and %s",
                sigmaMin,
                sigmaMax);
        argument(rho > 0, "rho must be above 0, found %s", rho);
    }

    /** Steps through falling noise levels, the last to clean latents; S of them. */
    List<Step> steps(Schedule schedule) {
        return IntStream.range(0, steps)
                .mapToObj(i -> new Step(sigmas(schedule, i), sigmas(schedule, i + 1)))
                .toList();
    }

    private Sigmas sigmas(Schedule schedule, int index) {
        if (index == steps) {
            return Sigmas.CLEAN;
        }
        var share = index / Math.max(1.0, steps - 1);
        var high = Math.pow(sigmaMax, 1 / rho);
        var low = Math.pow(sigmaMin, 1 / rho);
        return schedule.atVideo(Math.pow(high + share * (low - high), rho));
    }
}
