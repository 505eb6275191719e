package jointdit.nn;

import jointdit.tensor.Resampling;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/** Enlarges height and width to the nearest pixel, then a 3x3 convolution; names as in diffusers. */
public record Upsample(Scope scope, Conv conv) {
    public static Upsample of(Scope scope, int channels) {
        return new Upsample(scope, Conv.same(scope.in("conv"), channels, channels));
    }

    /** (B, C, H, W) to (B, C, 2 H, 2 W). */
    public Tensor apply(Tensor input) {
        return apply(input, 2 * input.size(2), 2 * input.size(3));
    }

    /** (B, C, H, W) to (B, C, height, width), the size of the skip it will meet. */
    public Tensor apply(Tensor input, int height, int width) {
        return scope.returned(conv.apply(Resampling.resize(input, height, width, Resampling.Mode.NEAREST)));
    }
}
