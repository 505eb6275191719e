package jointdit.tensor;

import static jointdit.tensor.Traced.assertClose;
import static jointdit.tensor.Traced.at;
import static jointdit.tensor.Traced.each;
import static jointdit.tensor.Traced.noise;
import static jointdit.tensor.Traced.run;

import org.junit.jupiter.api.Test;

class PowersTest {
    @Test
    void elementsAreExponents() {
        var x = noise(3, 5);
        assertClose(run(in -> Powers.of(10, in), x), each(i -> Math.pow(10, at(x, i)), 3, 5), 1e-4);
    }
}
