package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16, 64, 1024})
    void binsFollowTheDefinition(int size) {
        var signal = noise(size);
        var data = Arrays.copyOf(signal, size + 2);

        new Fourier(size).forward(data, 0);

        for (int k = 0; k <= size / 2; k++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < size; i++) {
                re += signal[i] * Math.cos(2 * Math.PI * i * k / size);
                im -= signal[i] * Math.sin(2 * Math.PI * i * k / size);
            }
            assertThat(data[2 * k]).as("real %d", k).isCloseTo(re, within(1e-10));
            assertThat(data[2 * k + 1]).as("imaginary %d", k).isCloseTo(im, within(1e-10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 32, 2048})
    void inverseUndoesForward(int size) {
        var signal = noise(size);
        var data = new double[size + 7];
        System.arraycopy(signal, 0, data, 5, size);
        var fourier = new Fourier(size);

        fourier.forward(data, 5);
        fourier.inverse(data, 5);

        assertThat(Arrays.copyOfRange(data, 5, 5 + size)).containsExactly(signal, within(1e-13));
    }

    @Test
    void sizesOtherThanPowersOfTwoAreRefused() {
        assertThatThrownBy(() -> new Fourier(12)).hasMessage("Wanted a power of two of at least 4, found 12");
    }

    private static double[] noise(int size) {
        return new Random(size).doubles(size, -1, 1).toArray();
    }
}
