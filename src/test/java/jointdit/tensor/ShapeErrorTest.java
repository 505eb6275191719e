package jointdit.tensor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a network of wrong shapes is told, while it is traced. */
class ShapeErrorTest {
    /** Makes tensors of the module {@code unet.mid}. */
    private interface Make {
        Tensor of(int... sizes);
    }

    private static Arguments error(String message, Function<Make, Object> network) {
        return arguments(message, network);
    }

    private static Tensor ids(Make make) {
        return make.of(3).to(DataType.INT64);
    }

    static Stream<Arguments> arithmetic() {
        return Stream.of(
                error("Cannot broadcast (2, 3) with (4, 3)", m -> m.of(2, 3).add(m.of(4, 3))),
                error("A condition must be BOOL, found FLOAT32", m -> m.of(2).where(m.of(2), m.of(2))),
                error("Cannot broadcast (2) with (3)", m -> m.of(2).greater(0).where(m.of(2), m.of(3))),
                error("(2, 3) has no axis 2", m -> m.of(2, 3).sum(2)),
                error(
                        "Wanted axes of (2, 3) to reduce, found none",
                        m -> m.of(2, 3).sum()),
                error("(2, 3) has no axis -3", m -> m.of(2, 3).softmax(-3)));
    }

    static Stream<Arguments> rearrangements() {
        return Stream.of(
                error("(2, 3) has no axis 4", m -> m.of(2, 3).size(4)),
                error("Cannot reshape (2, 3) to [4, 2]", m -> m.of(2, 3).reshape(4, 2)),
                error("Cannot reshape (2, 3) to [4, -1]", m -> m.of(2, 3).reshape(4, -1)),
                error(
                        "At most one size may be -1, found [-1, -1]",
                        m -> m.of(2, 3).reshape(-1, -1)),
                error(
                        "Cannot join axes 2 to 1 of (2, 3, 4): they are in the wrong order",
                        m -> m.of(2, 3, 4).flatten(2, 1)),
                error(
                        "[0, 0] is no order of the axes of (2, 3)",
                        m -> m.of(2, 3).permute(0, 0)),
                error("(2, 3) has no axis 2", m -> m.of(2, 3).transpose(0, 2)),
                error("Cannot add axis 3 to (2, 3)", m -> m.of(2, 3).unsqueeze(3)),
                error("Cannot drop axis 1 of (2, 3)", m -> m.of(2, 3).squeeze(1)),
                error("Cannot expand (2, 3) to (4, 3)", m -> m.of(2, 3).expand(4, 3)),
                error("(2, 3) has no axis 2", m -> m.of(2, 3).repeatInterleave(2, 2)));
    }

    static Stream<Arguments> parts() {
        return Stream.of(
                error("Cannot cut axis -1 of (2, 3) into 2", m -> m.of(2, 3).chunk(2, -1)),
                error(
                        "Cannot split axis 1 of (2, 3) into [1, 1]",
                        m -> m.of(2, 3).split(1, 1, 1)),
                error("Cannot take 1 to 4 of axis 1 of (2, 3)", m -> m.of(2, 3).slice(1, 1, 4)),
                error("Axis 0 of (2, 3) has no element 2", m -> m.of(2, 3).select(0, 2)),
                error(
                        "Indices into (2, 3) must be INT64, found FLOAT32",
                        m -> m.of(2, 3).indexSelect(0, m.of(1))),
                error(
                        "Indices of an axis have one axis, found (3, 1)",
                        m -> m.of(2, 3).indexSelect(0, ids(m).unsqueeze(1))),
                error(
                        "Cannot gather (3, 1) from axis 1 of (2, 3)",
                        m -> m.of(2, 3).gather(1, ids(m).unsqueeze(1))),
                error(
                        "A table of embeddings is (V, D), found (2, 3, 4)",
                        m -> m.of(2, 3, 4).embedding(ids(m))),
                error(
                        "Cannot join FLOAT32 (2, 3) and FLOAT32 (2, 4) along axis 0",
                        m -> Tensor.concat(List.of(m.of(2, 3), m.of(2, 4)), 0)),
                error(
                        "Cannot join FLOAT32 (2, 3) and FLOAT32 (2) along axis 1",
                        m -> Tensor.concat(List.of(m.of(2, 3), m.of(2)), 1)),
                error(
                        "Wanted one INT64 seed per clip of (2, 3), found INT64 (3)",
                        m -> m.of(2, 3).dropout(0.1, ids(m))));
    }

    static Stream<Arguments> products() {
        var plane = Convolution.of(2, 1, 0);
        return Stream.of(
                error("Cannot multiply (2, 4) by (3, 5)", m -> m.of(2, 4).linear(m.of(5, 3))),
                error("A bias of (4) does not fit 5 outputs", m -> m.of(2, 3).linear(m.of(5, 3), m.of(4))),
                error("Cannot multiply (2, 3) by (4, 5)", m -> m.of(2, 3).matmul(m.of(4, 5))),
                error(
                        "Wanted an equation like \"ij,jk->ik\", found \"ij\"",
                        m -> m.of(2, 3).einsum("ij", m.of(3))),
                error(
                        "\"ij,jk->ik\" does not name the axes of (3)",
                        m -> m.of(2, 3).einsum("ij,jk->ik", m.of(3))),
                error("Axis j of \"ij,jk->ik\" is 3 and 4", m -> m.of(2, 3).einsum("ij,jk->ik", m.of(4, 5))),
                error(
                        "\"ij,jk->il\" asks for an axis that no factor has",
                        m -> m.of(2, 3).einsum("ij,jk->il", m.of(3, 5))),
                error(
                        "Cannot convolve (1, 3, 5, 5) with a kernel of (4, 2, 3, 3) in 1 groups",
                        m -> plane.apply(m.of(1, 3, 5, 5), m.of(4, 2, 3, 3), List.of())),
                error(
                        "A kernel of (4, 3, 6, 3) reaches over (1, 3, 5, 5) padded by [0, 0]",
                        m -> plane.apply(m.of(1, 3, 5, 5), m.of(4, 3, 6, 3), List.of())),
                error(
                        "A bias of (3) does not fit 4 outputs",
                        m -> plane.apply(m.of(1, 3, 5, 5), m.of(4, 3, 3, 3), List.of(m.of(3)))),
                error(
                        "Cannot convolve (1, 3, 5) with a kernel of (2, 4, 3) in 1 groups",
                        m -> Convolution.of(1, 1, 0).transposed(m.of(1, 3, 5), m.of(2, 4, 3), m.of(4))),
                error(
                        "Cannot attend from (1, 2, 3, 4) to keys (1, 2, 5, 6) and values (1, 2, 5, 6)",
                        m -> Attention.apply(m.of(1, 2, 3, 4), m.of(1, 2, 5, 6), m.of(1, 2, 5, 6))),
                error(
                        "A mask of (3, 4) does not fit scores of (1, 2, 3, 5)",
                        m -> Attention.apply(m.of(1, 2, 3, 4), m.of(1, 2, 5, 4), m.of(1, 2, 5, 4), m.of(3, 4))));
    }

    static Stream<Arguments> normsAndPictures() {
        return Stream.of(
                error("Wanted 3 norm weights, found (4)", m -> Norms.layer(m.of(2, 3), m.of(4), m.of(3), 1e-5)),
                error("Wanted 3 norm weights, found (2)", m -> Norms.layer(m.of(2, 3), m.of(3), m.of(2), 1e-5)),
                error("Wanted 3 norm weights, found (4)", m -> Norms.rms(m.of(2, 3), m.of(4), 1e-5)),
                error("Wanted 6 norm weights, found (4)", m -> group(m, 3, 4)),
                error("6 channels do not fall into 4 groups", m -> group(m, 4, 6)),
                error(
                        "Wanted (B, C, H, W), found (2, 3)",
                        m -> Resampling.resize(m.of(2, 3), 4, 4, Resampling.Mode.NEAREST)),
                error("Cannot pad (2, 3) by -1 and 0", m -> Resampling.padZeros(m.of(2, 3), 0, -1, 0)),
                error("Cannot reflect 3 and 0 elements of (1, 2, 3)", m -> Resampling.padReflect(m.of(1, 2, 3), 3, 0)),
                error(
                        "Cannot reflect 2 and 2 elements of (1, 1, 2, 3)",
                        m -> Resampling.padReflect(m.of(1, 1, 2, 3), 2)));
    }

    private static Tensor group(Make make, int groups, int weights) {
        return Norms.group(make.of(2, 6, 5), groups, new Norms.Affine(make.of(weights), make.of(weights)), 1e-5);
    }

    @ParameterizedTest
    @MethodSource({"arithmetic", "rearrangements", "parts", "products", "normsAndPictures"})
    void namesShapesAndModule(String message, Function<Make, Object> network) {
        assertThatThrownBy(() -> Graph.trace(scope -> x -> build(scope, network), Spec.floats(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message + " in unet.mid");
    }

    private static Tensor build(Scope scope, Function<Make, Object> network) {
        return (Tensor) network.apply(
                sizes -> scope.in("unet.mid").parameter(Shape.of(sizes).list(), Init.zeros(), sizes));
    }
}
