package jointdit.pretrained.svd;

import java.util.List;
import java.util.stream.Stream;
import jointdit.tensor.Tensor;

/**
 * All that one {@link Stage} of a video UNet hands to the next.
 *
 * @param sample feature maps, (B F, C, H, W)
 * @param time embedded noise level and added numbers, (B F, T)
 * @param context what the pictures attend to, (B F, M, K)
 * @param stills 1 for a frame that is a picture on its own, 0 for one of a video, (B, F)
 * @param skips feature maps kept for the way up, the last one to be taken first
 */
public record UNetState(Tensor sample, Tensor time, Tensor context, Tensor stills, List<Tensor> skips) {
    public UNetState {
        skips = List.copyOf(skips);
    }

    /** The same with other feature maps. */
    public UNetState with(Tensor sample) {
        return new UNetState(sample, time, context, stills, skips);
    }

    /** The same with its feature maps kept for the way up. */
    UNetState kept() {
        var more = Stream.concat(skips.stream(), Stream.of(sample)).toList();
        return new UNetState(sample, time, context, stills, more);
    }

    /** The same with the last skip taken and joined to the channels. */
    UNetState joined() {
        var fewer = skips.subList(0, skips.size() - 1);
        return new UNetState(Tensor.concat(List.of(sample, skip()), 1), time, context, stills, fewer);
    }

    /** The skip to be taken next. */
    Tensor skip() {
        return skips.get(skips.size() - 1);
    }
}
