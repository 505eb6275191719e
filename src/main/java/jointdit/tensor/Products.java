package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Matrix products, in the precision of the trace. */
final class Products {
    private Products() {}

    static Tensor linear(Tensor input, Tensor weight, List<Tensor> bias) {
        argument(
                weight.shape().rank() == 2 && input.size(-1) == weight.size(1),
                "Cannot multiply %s by %s%s",
                input.shape(),
                weight.shape().rank() == 2 ? Shape.of(weight.size(1), weight.size(0)) : weight.shape(),
                weight.where());
        bias.forEach(b -> argument(
                b.shape().equals(Shape.of(weight.size(0))),
                "A bias of %s does not fit %d outputs%s",
                b.shape(),
                weight.size(0),
                weight.where()));
        var result = input.shape().with(-1, weight.size(0));
        return call(result, "linear", input.within(weight), weight, bias);
    }

    static Tensor matmul(Tensor a, Tensor b) {
        var where = a.where();
        argument(
                a.shape().rank() >= 2 && b.shape().rank() >= 2 && a.size(-1) == b.size(-2),
                "Cannot multiply %s by %s%s",
                a.shape(),
                b.shape(),
                where);
        var batch = a.shape()
                .with(-1, 1)
                .with(-2, 1)
                .broadcast(b.shape().with(-1, 1).with(-2, 1), where);
        var result = batch.with(-2, a.size(-2)).with(-1, b.size(-1));
        return call(result, "matmul", a, b, List.of());
    }

    static Tensor einsum(String equation, Tensor a, Tensor b) {
        argument(
                equation.matches("[a-z]*,[a-z]*->[a-z]*"),
                "Wanted an equation like \"ij,jk->ik\", found \"%s\"%s",
                equation,
                a.where());
        var sides = equation.split("->|,", 3);
        var sizes = new HashMap<Character, Integer>();
        letters(sizes, sides[0], a, equation);
        letters(sizes, sides[1], b, equation);
        argument(
                sides[2].chars().allMatch(c -> sizes.containsKey((char) c)),
                "\"%s\" asks for an axis that no factor has%s",
                equation,
                a.where());
        var result = Shape.of(sides[2].chars().map(c -> sizes.get((char) c)).toArray());
        return a.emit(result, "torch.einsum(\"%s\", [%s, %s])", equation, a, b);
    }

    private static void letters(Map<Character, Integer> sizes, String side, Tensor tensor, String equation) {
        argument(
                side.length() == tensor.shape().rank(),
                "\"%s\" does not name the axes of %s%s",
                equation,
                tensor.shape(),
                tensor.where());
        for (var i = 0; i < side.length(); i++) {
            var known = sizes.putIfAbsent(side.charAt(i), tensor.size(i));
            argument(
                    known == null || known == tensor.size(i),
                    "Axis %s of \"%s\" is %s and %d%s",
                    side.charAt(i),
                    equation,
                    known,
                    tensor.size(i),
                    tensor.where());
        }
    }

    /**
     * Calls {@code torch.operation(a, b, more..., rest)}, rounding the operands when the trace computes in bfloat16.
     */
    static Tensor call(Shape result, String operation, Tensor a, Tensor b, List<Tensor> more, Object... rest) {
        var low = a.trace().precision() == Precision.BFLOAT16;
        var text = new StringBuilder(
                String.format(Locale.ROOT, "torch.%s(%s, %s", operation, low ? rounded(a) : a, low ? rounded(b) : b));
        more.forEach(m -> text.append(", ").append(low ? rounded(m) : m));
        for (var argument : rest) {
            text.append(", ").append(argument);
        }
        var type = low ? DataType.BFLOAT16 : DataType.FLOAT32;
        return a.trace()
                .emit(text.append(')').toString(), result, type, a.path())
                .to(DataType.FLOAT32);
    }

    private static Tensor rounded(Tensor tensor) {
        return tensor.to(DataType.BFLOAT16);
    }
}
