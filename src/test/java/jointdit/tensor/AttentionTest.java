package jointdit.tensor;

import static jointdit.tensor.Traced.assertClose;
import static jointdit.tensor.Traced.at;
import static jointdit.tensor.Traced.each;
import static jointdit.tensor.Traced.noise;
import static jointdit.tensor.Traced.runAll;
import static jointdit.tensor.Traced.sum;

import java.util.List;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private static final Array QUERY = noise(2, 3, 4, 8);
    private static final Array KEY = noise(2, 3, 5, 8);
    private static final Array VALUE = noise(2, 3, 5, 6);

    /** By the formula; {@code mask} is (2, 1, 4, 5). */
    private static Array attended(Array mask) {
        var weights = each(
                i -> Math.exp(sum(8, d -> at(QUERY, i[0], i[1], i[2], d) * at(KEY, i[0], i[1], i[3], d)) / Math.sqrt(8)
                        + at(mask, i[0], 0, i[2], i[3])),
                2,
                3,
                4,
                5);
        return each(
                i -> sum(5, m -> at(weights, i[0], i[1], i[2], m) * at(VALUE, i[0], i[1], m, i[3]))
                        / sum(5, m -> at(weights, i[0], i[1], i[2], m)),
                2,
                3,
                4,
                6);
    }

    @Test
    void valuesAreMixedByScaledScores() {
        var found = runAll(in -> Attention.apply(in.get(0), in.get(1), in.get(2)), QUERY, KEY, VALUE);
        assertClose(found, attended(Array.filled(Shape.of(2, 1, 4, 5), 0)), 2e-6);
    }

    @Test
    void maskIsAddedToTheScores() {
        var mask = noise(2, 1, 4, 5);
        var found = runAll(in -> Attention.apply(in.get(0), in.get(1), in.get(2), in.get(3)), QUERY, KEY, VALUE, mask);
        assertClose(found, attended(mask), 2e-6);
    }

    @Test
    void largeNegativeMaskRemovesTokens() {
        var mask = each(i -> i[3] < 2 ? 0 : -1e9, 1, 1, 1, 5);
        var found = runAll(in -> Attention.apply(in.get(0), in.get(1), in.get(2), in.get(3)), QUERY, KEY, VALUE, mask);
        var cut = runAll(
                in -> Attention.apply(
                        in.get(0), in.get(1).slice(2, 0, 2), in.get(2).slice(2, 0, 2)),
                QUERY,
                KEY,
                VALUE);
        assertClose(found, cut, 1e-6);
    }

    @Test
    void manyScoresAreMixedAsFewAre() {
        var query = noise(1, 2, 1100, 4);
        var key = noise(1, 2, 1000, 4);
        var halves = runAll(
                in -> Tensor.concat(
                        List.of(
                                Attention.apply(in.get(0).slice(2, 0, 550), in.get(1), in.get(1)),
                                Attention.apply(in.get(0).slice(2, 550, 1100), in.get(1), in.get(1))),
                        2),
                query,
                key);
        assertClose(runAll(in -> Attention.apply(in.get(0), in.get(1), in.get(1)), query, key), halves, 1e-5);
    }
}
