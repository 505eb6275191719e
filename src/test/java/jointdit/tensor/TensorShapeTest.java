package jointdit.tensor;

import static jointdit.tensor.Traced.assertClose;
import static jointdit.tensor.Traced.at;
import static jointdit.tensor.Traced.each;
import static jointdit.tensor.Traced.noise;
import static jointdit.tensor.Traced.run;

import java.util.List;
import org.junit.jupiter.api.Test;

class TensorShapeTest {
    private static final Array X = noise(2, 3, 4);

    @Test
    void reshapeKeepsTheOrderOfElements() {
        assertClose(run(t -> t.reshape(4, 6), X), X.reshape(4, 6), 0);
        assertClose(run(t -> t.reshape(-1, 2), X), X.reshape(12, 2), 0);
        assertClose(run(t -> t.flatten(1, 2), X), X.reshape(2, 12), 0);
        assertClose(run(t -> t.flatten(0, -2), X), X.reshape(6, 4), 0);
        assertClose(run(t -> t.unsqueeze(0), X), X.reshape(1, 2, 3, 4), 0);
        assertClose(run(t -> t.unsqueeze(-1), X), X.reshape(2, 3, 4, 1), 0);
        assertClose(run(t -> t.unsqueeze(-2), X), X.reshape(2, 3, 1, 4), 0);
        assertClose(run(t -> t.squeeze(1), X.reshape(6, 1, 4)), X.reshape(6, 4), 0);
    }

    @Test
    void permuteMovesAxes() {
        assertClose(run(t -> t.permute(2, 0, 1), X), each(i -> at(X, i[1], i[2], i[0]), 4, 2, 3), 0);
        assertClose(run(t -> t.transpose(0, -1), X), each(i -> at(X, i[2], i[1], i[0]), 4, 3, 2), 0);
        assertClose(run(t -> t.transpose(1, 0).reshape(6, 4), X), each(i -> at(X, i[0] % 2, i[0] / 2, i[1]), 6, 4), 0);
    }

    @Test
    void expandAndRepeatCopyElements() {
        assertClose(run(t -> t.expand(5, 3), noise(3)), each(i -> at(noise(3), i[1]), 5, 3), 0);
        var column = noise(2, 1, 4);
        assertClose(run(t -> t.expand(2, 6, 4), column), each(i -> at(column, i[0], 0, i[2]), 2, 6, 4), 0);
        assertClose(run(t -> t.repeatInterleave(2, 1), X), each(i -> at(X, i[0], i[1] / 2, i[2]), 2, 6, 4), 0);
    }

    @Test
    void chunkAndSplitCutInOrder() {
        assertClose(run(t -> t.chunk(2, -1).get(1), X), each(i -> at(X, i[0], i[1], i[2] + 2), 2, 3, 2), 0);
        assertClose(run(t -> t.split(1, 1, 2).get(0), X), each(i -> at(X, i[0], 0, i[2]), 2, 1, 4), 0);
        assertClose(run(t -> t.split(1, 1, 2).get(1), X), each(i -> at(X, i[0], i[1] + 1, i[2]), 2, 2, 4), 0);
    }

    @Test
    void sliceAndSelectTakeAPart() {
        assertClose(run(t -> t.slice(1, 1, 3), X), each(i -> at(X, i[0], i[1] + 1, i[2]), 2, 2, 4), 0);
        assertClose(run(t -> t.slice(-1, 0, 1), X), each(i -> at(X, i), 2, 3, 1), 0);
        assertClose(run(t -> t.select(1, 2), X), each(i -> at(X, i[0], 2, i[1]), 2, 4), 0);
        assertClose(run(t -> t.select(-1, 0), X), each(i -> at(X, i[0], i[1], 0), 2, 3), 0);
    }

    @Test
    void indicesChooseElements() {
        var order = Array.ofLongs(Shape.of(4), 2, 0, 0, 1);
        var chosen = each(i -> at(X, i[0], (int) at(order, i[1]), i[2]), 2, 4, 4);
        assertClose(run((t, ids) -> t.indexSelect(1, ids), X, order), chosen, 0);

        var places = Array.ofLongs(Shape.of(2, 1, 3), 0, 2, 1, 1, 1, 0);
        var gathered = each(i -> at(X, i[0], (int) at(places, i), i[2]), 2, 1, 3);
        assertClose(run((t, ids) -> t.gather(1, ids), X, places), gathered, 0);

        var table = noise(5, 3);
        var ids = Array.ofLongs(Shape.of(2, 2), 4, 0, 3, 3);
        var rows = each(i -> at(table, (int) at(ids, i[0], i[1]), i[2]), 2, 2, 3);
        assertClose(run(Tensor::embedding, table, ids), rows, 0);
    }

    @Test
    void concatAndStackJoinInOrder() {
        var y = noise(2, 1, 4);
        var joined = each(i -> i[1] < 3 ? at(X, i) : at(y, i[0], 0, i[2]), 2, 4, 4);
        assertClose(run((a, b) -> Tensor.concat(List.of(a, b), 1), X, y), joined, 0);
        assertClose(run((a, b) -> Tensor.concat(List.of(a, b), -2), X, y), joined, 0);

        var negative = each(i -> -at(X, i), 2, 3, 4);
        var stacked = each(i -> (i[3] == 0 ? 1 : -1) * at(X, i[0], i[1], i[2]), 2, 3, 4, 2);
        assertClose(run((a, b) -> Tensor.stack(List.of(a, b), -1), X, negative), stacked, 0);
        var second = each(i -> (i[1] == 0 ? 1 : -1) * at(X, i[0], i[2], i[3]), 2, 2, 3, 4);
        assertClose(run((a, b) -> Tensor.stack(List.of(a, b), 1), X, negative), second, 0);
    }
}
