package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.stream.IntStream;

/** Seeded dropout, Srivastava et al. 2014. */
final class Dropout {
    private static final long GOLDEN = 0x9E3779B9L;

    private Dropout() {}

    static Tensor apply(Tensor input, double rate, Tensor seeds) {
        argument(0 <= rate && rate < 1, "A dropout rate lies in [0, 1), found %s", rate);
        argument(
                seeds.type() == DataType.INT64 && seeds.shape().equals(Shape.of(input.size(0))),
                "Wanted one INT64 seed per clip of %s, found %s %s%s",
                input.shape(),
                seeds.type(),
                seeds.shape(),
                input.where());
        return rate == 0 ? input : input.mul(mask(input, rate, seeds));
    }

    private static Tensor mask(Tensor input, double rate, Tensor seeds) {
        var call = input.trace().nextDropout() * GOLDEN;
        var rows = IntStream.range(0, input.size(0))
                .mapToObj(clip -> row(input, seeds, clip, call))
                .toList();
        return Tensor.concat(rows, 0).greater(rate).to(input.type()).mul(1 / (1 - rate));
    }

    /** Uniform numbers of one clip, (1, ...); {@code call} keeps the dropouts of one program apart. */
    private static Tensor row(Tensor input, Tensor seeds, int clip, long call) {
        var trace = input.trace();
        var seed = trace.assign("torch.add(int(torch.select(%s, 0, %d)), %d)".formatted(seeds, clip, call));
        var generator = trace.assign("torch.Generator(device=torch.device(\"cpu\"), seed=%s)".formatted(seed));
        var row = input.shape().with(0, 1);
        return input.emit(row, "torch.to(torch.rand(%s, generator=%s), %s)", row.list(), generator, input);
    }
}
