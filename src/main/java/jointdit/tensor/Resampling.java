package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.Arrays;

/** Pictures in another size, and padding at their edges. */
public final class Resampling {
    private Resampling() {}

    /** How a new pixel is made of old ones. */
    public enum Mode {
        NEAREST("nearest2d", ""),
        BILINEAR("bilinear2d", ", False"),
        BICUBIC("bicubic2d", ", False");

        private final String operation;
        private final String corners;

        Mode(String operation, String corners) {
            this.operation = "upsample_" + operation;
            this.corners = corners;
        }
    }

    /** (B, C, H, W) to (B, C, height, width), corners not aligned, no antialiasing. */
    public static Tensor resize(Tensor input, int height, int width, Mode mode) {
        argument(input.shape().rank() == 4, "Wanted (B, C, H, W), found %s%s", input.shape(), input.where());
        var result = input.shape().with(2, height).with(3, width);
        return input.emit(
                result, "torch.%s(%s, [%d, %d]%s, None, None)", mode.operation, input, height, width, mode.corners);
    }

    /** Zeros before and after the given axis. */
    public static Tensor padZeros(Tensor input, int axis, int before, int after) {
        argument(
                before >= 0 && after >= 0, "Cannot pad %s by %d and %d%s", input.shape(), before, after, input.where());
        var pads = new int[2 * (input.shape().rank() - input.axis(axis))];
        pads[pads.length - 2] = before;
        pads[pads.length - 1] = after;
        var result = input.shape().with(axis, input.size(axis) + before + after);
        return input.emit(result, "torch.constant_pad_nd(%s, %s)", input, Arrays.toString(pads));
    }

    /** {@code size} zeros to the right of and below (B, C, H, W). */
    public static Tensor padZerosRightAndBelow(Tensor input, int size) {
        argument(size >= 0, "Cannot pad %s by %d%s", input.shape(), size, input.where());
        var result = input.shape().with(-1, input.size(-1) + size).with(-2, input.size(-2) + size);
        return input.emit(result, "torch.constant_pad_nd(%s, [0, %d, 0, %d])", input, size, size);
    }

    /** Mirror image (without repeating the edge) before and after the last axis of (B, C, L). */
    public static Tensor padReflect(Tensor input, int before, int after) {
        requireInside(input, 3, before, after);
        var result = input.shape().with(-1, input.size(-1) + before + after);
        return input.emit(result, "torch.reflection_pad1d(%s, [%d, %d])", input, before, after);
    }

    /** Mirror image (without repeating the edge) of {@code size} pixels on all four sides of (B, C, H, W). */
    public static Tensor padReflect(Tensor input, int size) {
        requireInside(input, 4, size, size);
        argument(
                size < input.size(-2),
                "Cannot reflect %d and %d elements of %s%s",
                size,
                size,
                input.shape(),
                input.where());
        var result = input.shape().with(-1, input.size(-1) + 2 * size).with(-2, input.size(-2) + 2 * size);
        return input.emit(result, "torch.reflection_pad2d(%s, [%d, %d, %d, %d])", input, size, size, size, size);
    }

    private static void requireInside(Tensor input, int rank, int before, int after) {
        argument(
                input.shape().rank() == rank
                        && 0 <= Math.min(before, after)
                        && Math.max(before, after) < input.size(-1),
                "Cannot reflect %d and %d elements of %s%s",
                before,
                after,
                input.shape(),
                input.where());
    }
}
