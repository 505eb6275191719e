package jointdit.pretrained.vocoder;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.nn.TransposedConv;
import jointdit.tensor.Convolution;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * More samples of half the channels, then the mean of residual branches.
 *
 * <pre>
 * input    (B, C, L)
 * returns  (B, C / 2, (L - 1) rate + kernel - 2 ((kernel - rate) / 2))
 * </pre>
 */
record Upsampler(TransposedConv conv, List<ResidualBranch> branches, double slope) {
    Upsampler {
        branches = List.copyOf(branches);
    }

    /** The upsampling {@code index} of the vocoder at {@code root}. */
    static Upsampler of(Scope root, HifiGanConfig config, int index) {
        var upsampling = config.upsamplings().get(index);
        var outputs = config.channels() >> (index + 1);
        var convolution = Convolution.of(1, upsampling.rate(), (upsampling.kernel() - upsampling.rate()) / 2);
        var branches = config.branches().size();
        return new Upsampler(
                TransposedConv.of(
                        root.in("upsampler").in(index), 2 * outputs, outputs, convolution, upsampling.kernel()),
                IntStream.range(0, branches)
                        .mapToObj(i -> ResidualBranch.of(
                                root.in("resblocks").in(index * branches + i),
                                outputs,
                                config.branches().get(i),
                                config.slope()))
                        .toList(),
                config.slope());
    }

    Tensor apply(Tensor input) {
        var finer = conv.apply(input.leakyRelu(slope));
        return branches.stream()
                .map(branch -> branch.apply(finer))
                .reduce(Tensor::add)
                .orElseThrow()
                .div(branches.size());
    }
}
