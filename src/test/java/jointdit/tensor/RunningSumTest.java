package jointdit.tensor;

import static jointdit.tensor.Traced.assertClose;
import static jointdit.tensor.Traced.at;
import static jointdit.tensor.Traced.each;
import static jointdit.tensor.Traced.noise;
import static jointdit.tensor.Traced.run;
import static jointdit.tensor.Traced.sum;

import org.junit.jupiter.api.Test;

class RunningSumTest {
    @Test
    void everyPlaceHoldsTheSumUpToIt() {
        var x = noise(2, 5, 3);
        var wanted = each(i -> sum(i[1] + 1, k -> at(x, i[0], k, i[2])), 2, 5, 3);
        assertClose(run(t -> RunningSum.along(1, t), x), wanted, 2e-6);
        assertClose(run(t -> RunningSum.along(-2, t), x), wanted, 2e-6);
    }
}
