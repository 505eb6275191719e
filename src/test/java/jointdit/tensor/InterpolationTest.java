package jointdit.tensor;

import static jointdit.tensor.Traced.assertClose;
import static jointdit.tensor.Traced.at;
import static jointdit.tensor.Traced.between;
import static jointdit.tensor.Traced.each;
import static jointdit.tensor.Traced.noise;
import static jointdit.tensor.Traced.runAll;

import org.junit.jupiter.api.Test;

class InterpolationTest {
    @Test
    void goesFromOneToTheOtherByAShareOfEachRow() {
        var from = noise(2, 3);
        var to = noise(3, 2).reshape(2, 3);
        var share = between(0, 1, 2, 1);
        var wanted = each(i -> at(from, i) + at(share, i[0], 0) * (at(to, i) - at(from, i)), 2, 3);
        assertClose(runAll(in -> Interpolation.linear(in.get(0), in.get(1), in.get(2)), from, to, share), wanted, 1e-6);
    }
}
