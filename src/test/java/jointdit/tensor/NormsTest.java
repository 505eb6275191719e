package jointdit.tensor;

import static jointdit.tensor.Traced.assertClose;
import static jointdit.tensor.Traced.at;
import static jointdit.tensor.Traced.each;
import static jointdit.tensor.Traced.noise;
import static jointdit.tensor.Traced.run;
import static jointdit.tensor.Traced.runAll;
import static jointdit.tensor.Traced.sum;

import org.junit.jupiter.api.Test;

class NormsTest {
    private static final double EPS = 0.1;

    private static Array layered(Array x, double eps) {
        return each(
                i -> {
                    var mean = sum(4, k -> at(x, i[0], i[1], k)) / 4;
                    var variance = sum(4, k -> Math.pow(at(x, i[0], i[1], k) - mean, 2)) / 4;
                    return (at(x, i) - mean) / Math.sqrt(variance + eps);
                },
                2,
                3,
                4);
    }

    @Test
    void layerNormHasMeanZeroAndVarianceOne() {
        var x = noise(2, 3, 4);
        assertClose(run(Tensor::layerNorm, x), layered(x, 1e-5), 2e-6);
        assertClose(run(t -> Norms.layer(t, EPS), x), layered(x, EPS), 2e-6);
    }

    @Test
    void layerNormIsScaledAndShifted() {
        var x = noise(2, 3, 4);
        var weight = noise(4);
        var bias = noise(1, 4).reshape(4);
        var wanted = each(i -> at(layered(x, EPS), i) * at(weight, i[2]) + at(bias, i[2]), 2, 3, 4);
        var found = runAll(in -> Norms.layer(in.get(0), in.get(1), in.get(2), EPS), x, weight, bias);
        assertClose(found, wanted, 2e-6);
    }

    @Test
    void rmsNormDividesByTheRootMeanSquare() {
        var x = noise(2, 3, 4);
        var weight = noise(4);
        var wanted = each(
                i -> at(x, i) * at(weight, i[2]) / Math.sqrt(sum(4, k -> Math.pow(at(x, i[0], i[1], k), 2)) / 4 + EPS),
                2,
                3,
                4);
        assertClose(run((t, w) -> Norms.rms(t, w, EPS), x, weight), wanted, 2e-6);
    }

    @Test
    void groupNormNormalisesChannelsOfAGroupTogether() {
        var x = noise(2, 6, 5);
        var weight = noise(6);
        var bias = noise(1, 6).reshape(6);
        var wanted = each(
                i -> {
                    var from = i[1] / 3 * 3;
                    var mean = sum(3, c -> sum(5, k -> at(x, i[0], from + c, k))) / 15;
                    var variance = sum(3, c -> sum(5, k -> Math.pow(at(x, i[0], from + c, k) - mean, 2))) / 15;
                    return (at(x, i) - mean) / Math.sqrt(variance + EPS) * at(weight, i[1]) + at(bias, i[1]);
                },
                2,
                6,
                5);
        var found =
                runAll(in -> Norms.group(in.get(0), 2, new Norms.Affine(in.get(1), in.get(2)), EPS), x, weight, bias);
        assertClose(found, wanted, 2e-6);
    }
}
