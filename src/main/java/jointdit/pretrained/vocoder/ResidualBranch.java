package jointdit.pretrained.vocoder;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.nn.Conv;
import jointdit.tensor.Convolution;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Pairs of convolutions over time, the first of each with its taps apart, each pair with a residual.
 *
 * <pre>
 * input    (B, C, L)
 * returns  (B, C, L)
 * </pre>
 */
record ResidualBranch(Scope scope, List<Conv> apart, List<Conv> close, double slope) {
    ResidualBranch {
        apart = List.copyOf(apart);
        close = List.copyOf(close);
    }

    static ResidualBranch of(Scope scope, int channels, HifiGanConfig.Branch branch, double slope) {
        var dilations = branch.dilations();
        return new ResidualBranch(
                scope,
                IntStream.range(0, dilations.size())
                        .mapToObj(i -> conv(scope.in("convs1").in(i), channels, branch.kernel(), dilations.get(i)))
                        .toList(),
                IntStream.range(0, dilations.size())
                        .mapToObj(i -> conv(scope.in("convs2").in(i), channels, branch.kernel(), 1))
                        .toList(),
                slope);
    }

    private static Conv conv(Scope scope, int channels, int kernel, int dilation) {
        var convolution = Convolution.of(1, 1, dilation * (kernel - 1) / 2).dilated(dilation);
        return Conv.of(scope, channels, channels, convolution, kernel);
    }

    Tensor apply(Tensor input) {
        var hidden = input;
        for (var i = 0; i < apart.size(); i++) {
            var first = apart.get(i).apply(hidden.leakyRelu(slope));
            hidden = close.get(i).apply(first.leakyRelu(slope)).add(hidden);
        }
        return scope.returned(hidden);
    }
}
