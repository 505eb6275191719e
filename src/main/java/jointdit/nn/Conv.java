package jointdit.nn;

import java.util.List;
import java.util.Optional;
import jointdit.tensor.Convolution;
import jointdit.tensor.Init;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Convolution with learned kernel, over one to three axes after (B, C).
 *
 * @param scope where it stands
 * @param weight (out, in / groups, kernel...)
 * @param bias (out,), if there is one
 * @param convolution stride, padding, dilation and groups
 */
public record Conv(Scope scope, Tensor weight, Optional<Tensor> bias, Convolution convolution) {
    /** Over (B, C, H, W) with a square kernel. */
    public static Conv square(Scope scope, int inputs, int outputs, int kernel, int stride) {
        return of(scope, inputs, outputs, Convolution.of(2, stride, kernel / 2), kernel, kernel);
    }

    /** Square 3x3 of stride 1 that keeps the size. */
    public static Conv same(Scope scope, int inputs, int outputs) {
        return square(scope, inputs, outputs, 3, 1);
    }

    /** Pointwise over (B, C, H, W). */
    public static Conv pointwise(Scope scope, int inputs, int outputs) {
        return square(scope, inputs, outputs, 1, 1);
    }

    /** With a bias, ungrouped; {@code kernel} sizes per spatial axis. */
    public static Conv of(Scope scope, int inputs, int outputs, Convolution convolution, int... kernel) {
        return new Conv(
                scope,
                weight(scope, inputs, outputs, kernel),
                Optional.of(scope.parameter("bias", Init.zeros(), outputs)),
                convolution);
    }

    /** Without bias, ungrouped. */
    public static Conv withoutBias(Scope scope, int inputs, int outputs, Convolution convolution, int... kernel) {
        return new Conv(scope, weight(scope, inputs, outputs, kernel), Optional.empty(), convolution);
    }

    private static Tensor weight(Scope scope, int inputs, int outputs, int... kernel) {
        var sizes = new int[kernel.length + 2];
        sizes[0] = outputs;
        sizes[1] = inputs;
        var taps = 1;
        for (var i = 0; i < kernel.length; i++) {
            sizes[2 + i] = kernel[i];
            taps *= kernel[i];
        }
        return scope.parameter("weight", Init.fanIn(inputs * taps), sizes);
    }

    /** (B, in, spatial...) to (B, out, spatial...). */
    public Tensor apply(Tensor input) {
        return scope.returned(
                convolution.apply(input, weight, bias.map(List::of).orElse(List.of())));
    }
}
