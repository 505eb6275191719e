package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.List;

/**
 * Convolutions over the axes after (B, C), zero padded.
 *
 * @param stride step per spatial axis
 * @param padding zeros added on both sides of each spatial axis
 * @param dilation distance of kernel taps per spatial axis
 * @param groups channel groups that do not mix
 */
public record Convolution(List<Integer> stride, List<Integer> padding, List<Integer> dilation, int groups) {
    public Convolution {
        stride = List.copyOf(stride);
        padding = List.copyOf(padding);
        dilation = List.copyOf(dilation);
        argument(
                stride.size() == padding.size() && stride.size() == dilation.size(),
                "Wanted as many strides as paddings and dilations, found %s, %s and %s",
                stride,
                padding,
                dilation);
        argument(groups >= 1, "A convolution has at least 1 group, found %d", groups);
    }

    /** Same stride and padding on every one of {@code axes} spatial axes. */
    public static Convolution of(int axes, int stride, int padding) {
        return new Convolution(repeat(stride, axes), repeat(padding, axes), repeat(1, axes), 1);
    }

    /** Same convolution with kernel taps {@code dilation} apart. */
    public Convolution dilated(int dilation) {
        return new Convolution(stride, padding, repeat(dilation, stride.size()), groups);
    }

    /** Same convolution with {@code groups} channel groups. */
    public Convolution grouped(int groups) {
        return new Convolution(stride, padding, dilation, groups);
    }

    /**
     * Convolution in one to three dimensions, by the rank of the kernel.
     *
     * @param input (B, C, spatial...)
     * @param weight (O, C / groups, kernel...)
     * @param bias (O,) or nothing
     */
    public Tensor apply(Tensor input, Tensor weight, List<Tensor> bias) {
        require(input, weight, 1, bias);
        return isOverFrames(weight) ? overFrames(input, weight, bias) : plain(input, weight, bias);
    }

    /** Whether a kernel over volumes reaches along the first axis only. */
    private boolean isOverFrames(Tensor weight) {
        return stride.size() == 3
                && List.of(weight.size(3), weight.size(4)).equals(List.of(1, 1))
                && stride.subList(1, 3).equals(List.of(1, 1))
                && padding.subList(1, 3).equals(List.of(0, 0));
    }

    /** As pictures with the pixels of a frame in a row, for which processors have kernels three times as fast. */
    private Tensor overFrames(Tensor input, Tensor weight, List<Tensor> bias) {
        var flat = new Convolution(
                        List.of(stride.get(0), 1), List.of(padding.get(0), 0), List.of(dilation.get(0), 1), groups)
                .plain(input.flatten(3, 4), weight.flatten(3, 4), bias);
        return flat.reshape(flat.size(0), flat.size(1), flat.size(2), input.size(3), input.size(4));
    }

    private Tensor plain(Tensor input, Tensor weight, List<Tensor> bias) {
        var result = input.shape().with(1, weight.size(0));
        for (var i = 0; i < stride.size(); i++) {
            var reach = dilation.get(i) * (weight.size(2 + i) - 1) + 1;
            var room = input.size(2 + i) + 2 * padding.get(i) - reach;
            argument(
                    room >= 0,
                    "A kernel of %s reaches over %s padded by %s%s",
                    weight.shape(),
                    input.shape(),
                    padding,
                    weight.where());
            var size = room / stride.get(i) + 1;
            result = result.with(2 + i, size);
        }
        if (isPointwiseAtTheEnd(weight)) {
            var joined = new Convolution(stride.subList(0, 2), padding.subList(0, 2), dilation.subList(0, 2), groups);
            return joined.apply(input.flatten(3, 4), weight.flatten(3, 4), bias).reshape(result.sizes());
        }
        return Products.call(
                result,
                "conv" + stride.size() + "d",
                input.within(weight),
                weight,
                bias,
                bias.isEmpty() ? new Object[] {"None", stride, padding, dilation, groups} : rest());
    }

    /**
     * Whether this is over three axes and leaves the last two alone. They are then taken as one: libtorch's convolution
     * over three axes takes three times as long on a thread.
     */
    private boolean isPointwiseAtTheEnd(Tensor weight) {
        var unmoved = List.of(1, 1);
        return stride.size() == 3
                && weight.size(3) * weight.size(4) == 1
                && stride.subList(1, 3).equals(unmoved)
                && padding.subList(1, 3).equals(List.of(0, 0));
    }

    private Object[] rest() {
        return new Object[] {stride, padding, dilation, groups};
    }

    /**
     * Transposed convolution over one spatial axis.
     *
     * @param input (B, C, L)
     * @param weight (C, O / groups, kernel)
     * @param bias (O,)
     */
    public Tensor transposed(Tensor input, Tensor weight, Tensor bias) {
        argument(stride.size() == 1, "Transposed convolution is over one axis, found %d", stride.size());
        require(input, weight, 0, List.of(bias));
        var length =
                (input.size(2) - 1) * stride.get(0) - 2 * padding.get(0) + dilation.get(0) * (weight.size(2) - 1) + 1;
        var result = input.shape().with(1, weight.size(1) * groups).with(2, length);
        return Products.call(
                result,
                "conv_transpose1d",
                input.within(weight),
                weight,
                List.of(bias),
                stride,
                padding,
                List.of(0),
                groups,
                dilation);
    }

    /** {@code inputs} is the kernel's axis that goes with the input's channels. */
    private void require(Tensor input, Tensor weight, int inputs, List<Tensor> bias) {
        argument(
                input.shape().rank() == stride.size() + 2
                        && weight.shape().rank() == stride.size() + 2
                        && input.size(1) == weight.size(inputs) * (inputs == 0 ? 1 : groups)
                        && weight.size(0) % groups == 0,
                "Cannot convolve %s with a kernel of %s in %d groups%s",
                input.shape(),
                weight.shape(),
                groups,
                weight.where());
        var outputs = inputs == 0 ? weight.size(1) * groups : weight.size(0);
        bias.forEach(b -> argument(
                b.shape().equals(Shape.of(outputs)),
                "A bias of %s does not fit %d outputs%s",
                b.shape(),
                outputs,
                weight.where()));
    }

    private static List<Integer> repeat(int value, int times) {
        var values = new Integer[times];
        Arrays.fill(values, value);
        return List.of(values);
    }
}
