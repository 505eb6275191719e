package jointdit.evaluate.sync;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * 95% intervals over clips, by drawing as many with replacement again and again.
 *
 * @param rounds draws, at least 40
 * @param seed of the draws
 * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron 1979</a>; the interval is that of the percentiles
 */
record Bootstrap(int rounds, long seed) {
    private static final double TAIL = 0.025;

    Bootstrap {
        argument(rounds >= 40, "rounds must be at least 40, found %d", rounds);
    }

    /** The figure of all clips, with its interval. */
    <T> Figure figure(String metric, List<T> clips, ToDoubleFunction<List<T>> figure) {
        var random = new SplittableRandom(seed);
        var drawn = IntStream.range(0, rounds)
                .mapToDouble(round -> figure.applyAsDouble(draw(clips, random)))
                .sorted()
                .toArray();
        int tail = (int) (TAIL * rounds);
        return new Figure(metric, figure.applyAsDouble(clips), drawn[tail], drawn[rounds - 1 - tail], clips.size());
    }

    private static <T> List<T> draw(List<T> clips, SplittableRandom random) {
        return clips.stream().map(c -> clips.get(random.nextInt(clips.size()))).toList();
    }
}
