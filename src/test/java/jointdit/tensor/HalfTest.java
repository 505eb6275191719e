package jointdit.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HalfTest {
    @Test
    void everyFloat16HasTheValueOfItsFormula() {
        for (int bits = 0; bits < 0x7c00; bits++) {
            int exponent = bits >> 10;
            double fraction = (bits & 0x3ff) / 1024.0;
            double value = exponent == 0 ? Math.scalb(fraction, -14) : Math.scalb(1 + fraction, exponent - 15);

            assertThat((double) Half.FLOAT16.widen((short) bits)).isEqualTo(value);
            assertThat((double) Half.FLOAT16.widen((short) (bits | 0x8000))).isEqualTo(-value);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyHalfSurvivesWideningAndNarrowing(Half half) {
        for (int bits = 0; bits < 0x10000; bits++) {
            float wide = half.widen((short) bits);
            if (!Float.isNaN(wide)) {
                assertThat(half.narrow(wide)).isEqualTo((short) bits);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void valuesRoundToTheNearestHalfAndTiesToTheEvenOne(Half half) {
        int last = half == Half.FLOAT16 ? 0x7bff : 0x7f7f;
        for (int bits = 0; bits < last; bits++) {
            float low = half.widen((short) bits);
            float high = half.widen((short) (bits + 1));
            float middle = (float) (((double) low + high) / 2);
            int even = bits + (bits & 1);

            assertThat((int) half.narrow(middle)).isEqualTo(even);
            assertThat((int) half.narrow(Math.nextDown(middle))).isEqualTo(bits);
            assertThat((int) half.narrow(Math.nextUp(middle))).isEqualTo(bits + 1);
            assertThat(half.narrow(-middle) & 0xffff).isEqualTo(even | 0x8000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT16, 65519.996, 65504",
        "FLOAT16, 65520, Infinity",
        "FLOAT16, -1e30, -Infinity",
        "FLOAT16, 2.9802322E-8, 0", // 2^-25, half of the smallest
        "FLOAT16, 2.9802326E-8, 5.9604645E-8",
        "FLOAT16, 1e-45, 0",
        "BFLOAT16, 3.4028235e38, Infinity",
        "BFLOAT16, 3.3895314e38, 3.3895314e38",
    })
    void theEndsOfTheRangeRoundRight(Half half, float value, float wanted) {
        assertThat(half.widen(half.narrow(value))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @EnumSource
    void infinitiesStayAndNansStayNans(Half half) {
        assertThat(half.widen(half.narrow(Float.POSITIVE_INFINITY))).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(half.widen(half.narrow(Float.NEGATIVE_INFINITY))).isEqualTo(Float.NEGATIVE_INFINITY);
        for (int bits : new int[] {0x7f800001, 0x7fc00000, 0x7fffffff, 0xff800001, 0xffffffff}) {
            assertThat(half.widen(half.narrow(Float.intBitsToFloat(bits)))).isNaN();
        }
    }

    @ParameterizedTest
    @EnumSource
    void arraysGoToLittleEndianBytesAndBack(Half half) {
        var values = new float[] {1, -2.5f, 0, 0.15625f};

        var bytes = half.bytes(values);

        assertThat(bytes).hasSize(8);
        assertThat((bytes[1] & 0xff) << 8 | (bytes[0] & 0xff)).isEqualTo(half.narrow(1));
        assertThat(half.floats(bytes)).containsExactly(values);
    }

    @Test
    void halfAHalfIsRefused() {
        assertThatThrownBy(() -> Half.FLOAT16.floats(new byte[3]))
                .hasMessage("Halves have 2 bytes each, found 3 bytes");
    }
}
