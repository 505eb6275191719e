package jointdit.pretrained.audioldm2;

import java.util.List;
import java.util.stream.Stream;
import jointdit.nn.Context;
import jointdit.tensor.Tensor;

/**
 * What goes from stage to stage of a {@link AudioLdm2UNet}.
 *
 * @param sample feature map, (B, C, H, W)
 * @param time embedded time, (B, T)
 * @param streams one or two contexts
 * @param skips feature maps kept on the way down for the way up, the last one last
 */
public record UNetState(Tensor sample, Tensor time, List<Context> streams, List<Tensor> skips) {
    public UNetState {
        streams = List.copyOf(streams);
        skips = List.copyOf(skips);
    }

    /** The same with another feature map. */
    public UNetState with(Tensor sample) {
        return new UNetState(sample, time, streams, skips);
    }

    /** The same with the feature map kept for the way up. */
    UNetState keeping() {
        return new UNetState(
                sample,
                time,
                streams,
                Stream.concat(skips.stream(), Stream.of(sample)).toList());
    }

    /** The skip that comes next on the way up. */
    Tensor skip() {
        return skips.get(skips.size() - 1);
    }

    /** The same without it. */
    UNetState withoutSkip() {
        return new UNetState(sample, time, streams, skips.subList(0, skips.size() - 1));
    }

    /** Where there is one stream only, it stands for both. */
    Context stream(int index) {
        return streams.get(Math.min(index, streams.size() - 1));
    }
}
