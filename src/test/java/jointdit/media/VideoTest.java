package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoTest {
    private static final Video VIDEO = new Video(
            1, 1, 4, List.of(new byte[] {0, 0, 0}, new byte[] {1, 1, 1}, new byte[] {2, 2, 2}, new byte[] {3, 3, 3}));

    @ParameterizedTest
    @CsvSource({"8, 00112233", "2, 13", "4, 0123", "6, 011233", "0.1, 3"})
    void anotherRateRepeatsOrDropsFrames(double rate, String shown) {
        var other = VIDEO.atRate(rate);

        assertThat(other.framesPerSecond()).isEqualTo(rate);
        assertThat(other.frames().stream()
                        .map(frame -> String.valueOf(frame[0]))
                        .reduce("", String::concat))
                .isEqualTo(shown);
    }
}
