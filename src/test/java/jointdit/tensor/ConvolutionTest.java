package jointdit.tensor;

import static jointdit.tensor.Traced.assertClose;
import static jointdit.tensor.Traced.at;
import static jointdit.tensor.Traced.each;
import static jointdit.tensor.Traced.noise;
import static jointdit.tensor.Traced.padded;
import static jointdit.tensor.Traced.run;
import static jointdit.tensor.Traced.runAll;
import static jointdit.tensor.Traced.sum;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConvolutionTest {
    @Test
    void oneDimensionWithStrideDilationAndGroups() {
        var x = noise(2, 4, 11);
        var weight = noise(6, 2, 3);
        var bias = noise(6);
        var convolution = Convolution.of(1, 2, 1).dilated(2).grouped(2);
        // group of output o is o / 3, its inputs start at 2 (o / 3); length (11 + 2 - 5) / 2 + 1
        var wanted = each(
                i -> at(bias, i[1])
                        + sum(
                                2,
                                c -> sum(
                                        3,
                                        k -> at(weight, i[1], c, k)
                                                * padded(x, i[0], 2 * (i[1] / 3) + c, 2 * i[2] + 2 * k - 1))),
                2,
                6,
                5);
        var found = runAll(in -> convolution.apply(in.get(0), in.get(1), List.of(in.get(2))), x, weight, bias);
        assertClose(found, wanted, 3e-6);
    }

    @Test
    void twoDimensionsWithOtherSettingsPerAxis() {
        var x = noise(2, 3, 5, 6);
        var weight = noise(4, 3, 2, 3);
        var convolution = new Convolution(List.of(1, 2), List.of(0, 2), List.of(1, 1), 1);
        var wanted = each(
                i -> sum(
                        3,
                        c -> sum(
                                2,
                                h -> sum(
                                        3,
                                        w -> at(weight, i[1], c, h, w)
                                                * padded(x, i[0], c, i[2] + h, 2 * i[3] + w - 2)))),
                2,
                4,
                4,
                4);
        assertClose(run((a, w) -> convolution.apply(a, w, List.of()), x, weight), wanted, 3e-6);
    }

    @Test
    void threeDimensionsAsInTemporalBlocks() {
        var x = noise(1, 2, 4, 3, 3);
        var weight = noise(3, 2, 3, 1, 1);
        var bias = noise(3);
        var convolution = new Convolution(List.of(1, 1, 1), List.of(1, 0, 0), List.of(1, 1, 1), 1);
        var wanted = each(
                i -> at(bias, i[1])
                        + sum(
                                2,
                                c -> sum(
                                        3,
                                        t -> at(weight, i[1], c, t, 0, 0)
                                                * padded(x, i[0], c, i[2] + t - 1, i[3], i[4]))),
                1,
                3,
                4,
                3,
                3);
        var found = runAll(in -> convolution.apply(in.get(0), in.get(1), List.of(in.get(2))), x, weight, bias);
        assertClose(found, wanted, 3e-6);
    }

    @Test
    void threeDimensionsAtOnce() {
        var x = noise(1, 2, 4, 3, 3);
        var weight = noise(3, 2, 3, 1, 2);
        var convolution = new Convolution(List.of(1, 1, 2), List.of(1, 0, 0), List.of(1, 1, 1), 1);
        var wanted = each(
                i -> sum(
                        2,
                        c -> sum(
                                3,
                                t -> sum(
                                        2,
                                        w -> at(weight, i[1], c, t, 0, w)
                                                * padded(x, i[0], c, i[2] + t - 1, i[3], 2 * i[4] + w)))),
                1,
                3,
                4,
                3,
                1);
        assertClose(run((a, w) -> convolution.apply(a, w, List.of()), x, weight), wanted, 3e-6);
    }

    @Test
    void transposedSpreadsEachElementOverTheKernel() {
        var x = noise(2, 4, 5);
        var weight = noise(4, 3, 4);
        var bias = noise(6);
        // input l of channel c adds x w to output 3 l + 2 k - 1; length (5 - 1) 3 - 2 + 2 (4 - 1) + 1
        var wanted = each(
                i -> at(bias, i[1])
                        + sum(
                                2,
                                c -> sum(
                                        5,
                                        l -> at(x, i[0], 2 * (i[1] / 3) + c, l)
                                                * tap(weight, 2 * (i[1] / 3) + c, i[1] % 3, i[2] + 1 - 3 * l))),
                2,
                6,
                17);
        var convolution = Convolution.of(1, 3, 1).dilated(2).grouped(2);
        var found = runAll(in -> convolution.transposed(in.get(0), in.get(1), in.get(2)), x, weight, bias);
        assertClose(found, wanted, 3e-6);
    }

    private static double tap(Array weight, int input, int output, int reach) {
        return reach % 2 == 0 ? padded(weight, input, output, reach / 2) : 0;
    }
}
