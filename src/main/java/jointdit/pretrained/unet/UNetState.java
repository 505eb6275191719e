package jointdit.pretrained.unet;

import java.util.List;
import java.util.stream.Stream;
import jointdit.tensor.Cut;
import jointdit.tensor.Tensor;

/**
 * All that one {@link Stage} of a UNet hands to the next.
 *
 * @param sample feature maps, (B, C, H, W); pictures of a clip lie beneath each other
 * @param time embedded time, (B, T)
 * @param condition what else the layers are told
 * @param skips feature maps kept for the way up, the last one to be taken first
 * @param <C> what the UNet is told beside the time
 */
public record UNetState<C>(Tensor sample, Tensor time, C condition, List<Tensor> skips) {
    public UNetState {
        skips = List.copyOf(skips);
    }

    /** Before the first stage, with the sample kept for the last layer. */
    public static <C> UNetState<C> first(Tensor sample, Tensor time, C condition) {
        return new UNetState<>(sample, time, condition, List.of(sample));
    }

    /** The same with other feature maps. */
    public UNetState<C> with(Tensor sample) {
        return new UNetState<>(sample, time, condition, skips);
    }

    /** The same; a gradient may begin again here. */
    UNetState<C> cut() {
        return with(Cut.after(sample));
    }

    /** The same with its feature maps kept for the way up. */
    UNetState<C> kept() {
        var more = Stream.concat(skips.stream(), Stream.of(sample)).toList();
        return new UNetState<>(sample, time, condition, more);
    }

    /** The same with the last skip taken and joined to the channels. */
    UNetState<C> joined() {
        var fewer = skips.subList(0, skips.size() - 1);
        return new UNetState<>(Tensor.concat(List.of(sample, skip()), 1), time, condition, fewer);
    }

    /** The skip to be taken next. */
    Tensor skip() {
        return skips.get(skips.size() - 1);
    }
}
