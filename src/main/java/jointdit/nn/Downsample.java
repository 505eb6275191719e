package jointdit.nn;

import jointdit.tensor.Convolution;
import jointdit.tensor.Resampling;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Halves height and width by a 3x3 convolution of stride 2; names as in diffusers.
 *
 * @param scope where it stands
 * @param conv the convolution
 * @param pad zeros added at the right and lower edge only, beside the convolution's own padding
 */
public record Downsample(Scope scope, Conv conv, int pad) {
    /** Padded by 1 on all sides, as in UNets. */
    public static Downsample of(Scope scope, int channels) {
        return new Downsample(scope, Conv.square(scope.in("conv"), channels, channels, 3, 2), 0);
    }

    /** Padded by 1 at the right and below, as in VAE encoders. */
    public static Downsample lopsided(Scope scope, int channels) {
        var conv = Conv.of(scope.in("conv"), channels, channels, Convolution.of(2, 2, 0), 3, 3);
        return new Downsample(scope, conv, 1);
    }

    /** (B, C, H, W) to (B, C, H / 2, W / 2). */
    public Tensor apply(Tensor input) {
        var padded = pad == 0 ? input : Resampling.padZerosRightAndBelow(input, pad);
        return scope.returned(conv.apply(padded));
    }
}
