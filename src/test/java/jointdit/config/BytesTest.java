package jointdit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
    private record Holder(Bytes memory) {}

    @ParameterizedTest
    @CsvSource({"48GiB,51539607552", "1.5 TB,1500000000000", "512,512", "7B,7", "64 KiB,65536", "2M,2000000"})
    void sizesHaveUnits(String text, long bytes) {
        assertThat(Bytes.parse(text)).isEqualTo(new Bytes(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "48 gigs", "-1GiB", "0.3B"})
    void whatIsNoSizeIsRefused(String text) {
        assertThatThrownBy(() -> Bytes.parse(text)).isInstanceOf(NumberFormatException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1536,1.50 KiB", "51539607552,48.00 GiB", "9007199254740992,8.00 PiB"})
    void sizesAreShownInTheLargestUnit(long bytes, String shown) {
        assertThat(new Bytes(bytes)).hasToString(shown);
    }

    @Test
    void theyAreSettings() {
        var holder = Configs.read("memory = 48GiB", "it", Holder.class);

        assertThat(holder.memory().count()).isEqualTo(48L << 30);
        assertThat(Configs.read(Configs.json(holder), "it", Holder.class)).isEqualTo(holder);
        assertThatThrownBy(() -> Configs.read("memory = lots", "it", Holder.class))
                .hasMessageContaining("Wanted memory to be a size such as 48GiB, found \"lots\"");
    }
}
