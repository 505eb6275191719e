package jointdit.tensor;

import static jointdit.tensor.Traced.assertClose;
import static jointdit.tensor.Traced.at;
import static jointdit.tensor.Traced.each;
import static jointdit.tensor.Traced.noise;
import static jointdit.tensor.Traced.run;
import static jointdit.tensor.Traced.runAll;
import static jointdit.tensor.Traced.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProductsTest {
    @Test
    void linearMultipliesByTheTransposedWeight() {
        var x = noise(2, 3, 4);
        var weight = noise(5, 4);
        var bias = noise(5);
        var product = each(i -> sum(4, k -> at(x, i[0], i[1], k) * at(weight, i[2], k)), 2, 3, 5);

        assertClose(run((t, w) -> t.linear(w), x, weight), product, 2e-6);
        var shifted = each(i -> at(product, i) + at(bias, i[2]), 2, 3, 5);
        assertClose(runAll(in -> in.get(0).linear(in.get(1), in.get(2)), x, weight, bias), shifted, 2e-6);
    }

    @Test
    void matmulBroadcastsItsBatches() {
        var a = noise(2, 1, 3, 4);
        var b = noise(5, 4, 6);
        var wanted = each(i -> sum(4, k -> at(a, i[0], 0, i[2], k) * at(b, i[1], k, i[3])), 2, 5, 3, 6);
        assertClose(run(Tensor::matmul, a, b), wanted, 2e-6);
    }

    @Test
    void einsumSumsOverMissingLetters() {
        var q = noise(2, 3, 4, 5);
        var k = noise(2, 3, 6, 5);
        var scores = each(i -> sum(5, d -> at(q, i[0], i[1], i[2], d) * at(k, i[0], i[1], i[3], d)), 2, 3, 4, 6);
        assertClose(run((a, b) -> a.einsum("bhnd,bhmd->bhnm", b), q, k), scores, 2e-6);

        var inner = each(i -> sum(5, a -> at(noise(5), a) * at(noise(5, 1), a, 0)));
        assertClose(run((a, b) -> a.einsum("i,ij->", b), noise(5), noise(5, 1)), inner, 2e-6);
    }

    @Test
    void operationsOfProductsAreCounted() {
        var graph = Graph.trace(Precision.FLOAT32, List.of(Spec.floats(5, 2, 3)), scope -> {
            var weight = scope.parameter("weight", Init.zeros(), 4, 3);
            return in -> List.of(
                    in.get(0).linear(weight).matmul(in.get(0).linear(weight).transpose(1, 2)));
        });
        assertThat(graph.operations()).isEqualTo(2 * (2 * 5 * 2 * 3 * 4) + 2 * 5 * 2 * 4 * 2);
    }
}
