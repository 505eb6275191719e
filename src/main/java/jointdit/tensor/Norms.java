package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.Locale;

/** Normalisation in float32. */
public final class Norms {
    private Norms() {}

    /** Layer norm over the last axis without learned scale. */
    public static Tensor layer(Tensor input, double eps) {
        return input.emit(
                input.shape(), "torch.layer_norm(%s, [%d], None, None, %s)", input, input.size(-1), number(eps));
    }

    /** Layer norm over the last axis with scale and shift of its size. */
    public static Tensor layer(Tensor input, Tensor weight, Tensor bias, double eps) {
        requireSize(weight, input.size(-1));
        requireSize(bias, input.size(-1));
        return input.within(weight)
                .emit(
                        input.shape(),
                        "torch.layer_norm(%s, [%d], %s, %s, %s)",
                        input,
                        input.size(-1),
                        weight,
                        bias,
                        number(eps));
    }

    /** Divides by the root mean square of the last axis, Zhang and Sennrich 2019. */
    public static Tensor rms(Tensor input, Tensor weight, double eps) {
        requireSize(weight, input.size(-1));
        var rms = input.square().meanKept(-1).add(eps).sqrt();
        return input.div(rms).mul(weight).within(weight);
    }

    /** Group norm over channels, axis 1 of (B, C, ...). */
    public static Tensor group(Tensor input, int groups, Affine affine, double eps) {
        requireSize(affine.weight(), input.size(1));
        requireSize(affine.bias(), input.size(1));
        argument(
                input.size(1) % groups == 0,
                "%d channels do not fall into %d groups%s",
                input.size(1),
                groups,
                affine.weight().where());
        return input.within(affine.weight())
                .emit(
                        input.shape(),
                        "torch.group_norm(%s, %d, %s, %s, %s)",
                        input,
                        groups,
                        affine.weight(),
                        affine.bias(),
                        number(eps));
    }

    /**
     * Learned scale and shift of a norm.
     *
     * @param weight (C,)
     * @param bias (C,)
     */
    public record Affine(Tensor weight, Tensor bias) {}

    private static void requireSize(Tensor weight, int size) {
        argument(
                weight.shape().equals(Shape.of(size)),
                "Wanted %d norm weights, found %s%s",
                size,
                weight.shape(),
                weight.where());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%s", value);
    }
}
