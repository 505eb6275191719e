package jointdit.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import jointdit.evaluate.MetricName.Better;
import org.junit.jupiter.api.Test;

class MetricNameTest {
    @Test
    void controlsSayNothingOfWhatIsBetter() {
        assertThat(better("event-f1")).isEqualTo(Better.HIGHER);
        assertThat(better("event-f1-shuffled")).isEqualTo(Better.NEITHER);
        assertThat(better("av-align-2025-shifted")).isEqualTo(Better.NEITHER);
        assertThat(better("frechet-clip-vit-b-32")).isEqualTo(Better.LOWER);
        assertThat(MetricName.of("somethingelse")).isEmpty();
    }

    @Test
    void figuresComeBeforeTheirControls() {
        assertThat(MetricName.place("event-f1")).isLessThan(MetricName.place("event-f1-shuffled"));
        assertThat(MetricName.place("av-align-2025")).isLessThan(MetricName.place("av-align-2025-shuffled"));
        assertThat(MetricName.place("unknown")).isGreaterThan(MetricName.place("clips"));
    }

    private static Better better(String metric) {
        return MetricName.of(metric).orElseThrow().better();
    }
}
