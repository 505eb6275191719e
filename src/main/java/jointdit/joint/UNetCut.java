package jointdit.joint;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.nn.Rotary;
import jointdit.tensor.Scope;

/**
 * How the stages of a UNet (levels down, middle, levels up) fall into input, experts and output. An expert is a chosen
 * level on the way down, with the levels that were not chosen since the last; the last expert ends with the middle.
 *
 * @param experts chosen levels on the way down, rising
 * @param levels of the UNet
 */
record UNetCut(List<Integer> experts, int levels) {
    UNetCut {
        experts = List.copyOf(experts);
        argument(
                experts.stream().allMatch(e -> e < levels),
                "experts must be levels below %d, which the network has, found %s",
                levels,
                experts);
    }

    /** Stages of the input. */
    List<Integer> input() {
        return range(0, experts.stream().findFirst().orElse(levels));
    }

    /** Stages of expert {@code index}. */
    List<Integer> expert(int index) {
        return range(index == 0 ? input().size() : end(index - 1), end(index));
    }

    /** Stages of the output. */
    List<Integer> output() {
        return range(levels + 1, 2 * levels + 1);
    }

    private int end(int index) {
        return index == experts.size() ? levels + 1 : experts.get(index) + 1;
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    /** Level whose channels the feature maps after expert {@code index} have. */
    int level(int index) {
        return index == experts.size() ? levels - 1 : experts.get(index);
    }

    /** Latent rows (columns, frames of sound) from one to the next of the feature maps after expert {@code index}. */
    int stride(int index) {
        return 1 << Math.min(level(index) + 1, levels - 1);
    }

    /** Rows of the feature maps after expert {@code index}, of {@code size} at the finest level; halves round up. */
    int size(int size, int index) {
        return (size + stride(index) - 1) / stride(index);
    }

    /** Places of the tokens of a video after expert {@code index}, frame by frame. */
    Rotary video(Scope scope, LatentShape shape, int index, int headWidth) {
        var seconds = new float[shape.frames()];
        for (var f = 0; f < seconds.length; f++) {
            seconds[f] = (float) ((f + 0.5) / shape.framesPerSecond());
        }
        var grid = new Rotary.Grid(seconds, size(shape.height(), index), size(shape.width(), index));
        return Rotary.of(scope, grid, headWidth);
    }

    /** Places of the tokens of a sound after expert {@code index}, latent frame by latent frame. */
    Rotary audio(Scope scope, LatentShape shape, int index, int headWidth) {
        var seconds = new float[size(shape.audioFrames(), index)];
        for (var t = 0; t < seconds.length; t++) {
            // a kernel of 3 with stride 2 has its middle at every other frame, from the first on
            seconds[t] = (float) ((t * stride(index) + 0.5) * shape.seconds() / shape.audioFrames());
        }
        return Rotary.of(scope, new Rotary.Grid(seconds, 1, size(shape.audioBins(), index)), headWidth);
    }
}
