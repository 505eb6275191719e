package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.stream.IntStream;

/** Seeded dropout, Srivastava et al. 2014. */
final class Dropout {
    private Dropout() {}

    static Tensor apply(Tensor input, double rate, Tensor seeds) {
        argument(0 <= rate && rate < 1, "A dropout rate lies in [0, 1), found %s", rate);
        argument(
                seeds.type() == DataType.INT64 && seeds.shape().equals(Shape.of(input.size(0))),
                "Wanted one INT64 seed per clip of %s, found %s %s",
                input.shape(),
                seeds.type(),
                seeds.shape());
        return rate == 0 ? input : input.mul(mask(input, rate, seeds));
    }

    private static Tensor mask(Tensor input, double rate, Tensor seeds) {
        var rows = new ArrayList<Tensor>();
        var row = input.shape().with(0, 1);
        IntStream.range(0, input.size(0)).forEach(b -> rows.add(row(input, row, seeds, b)));
        return Tensor.concat(rows, 0).greater(rate).to(DataType.FLOAT32).mul(1 / (1 - rate));
    }

    private static Tensor row(Tensor input, Shape row, Tensor seeds, int clip) {
        var seed = input.trace().assign("int(torch.select(%s, 0, %d))".formatted(seeds, clip));
        var generator = input.trace().assign("torch.Generator(device=torch.device(\"cpu\"), seed=%s)".formatted(seed));
        return input.emit(row, "torch.to(torch.rand(%s, generator=%s), %s)", row.list(), generator, input);
    }
}
