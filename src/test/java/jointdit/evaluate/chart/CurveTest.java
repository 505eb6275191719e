package jointdit.evaluate.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CurveTest {
    private static final String METRICS = """
            {"step":1,"loss/video":0.9,"loss/audio":1.0}
            {"step":2,"loss/video":null,"loss/audio":0.8}
            {"step":3,"loss/video":0.5}
            """;

    @Test
    void metricsGiveAFigureByStep() {
        assertThat(Curve.ofMetrics("audio", METRICS, "loss/audio").points())
                .isEqualTo(new TreeMap<>(Map.of(1.0, 1.0, 2.0, 0.8)));
    }

    @Test
    void whatIsNotFiniteIsPassedOver() {
        assertThat(Curve.ofMetrics("video", METRICS, "loss/video").points())
                .isEqualTo(new TreeMap<>(Map.of(1.0, 0.9, 3.0, 0.5)));
    }

    @Test
    void stepsOfAResumedRunCountAsTheyWereDoneLast() {
        var resumed = METRICS + "{\"step\":3,\"loss/video\":0.4}\n";

        assertThat(Curve.ofMetrics("video", resumed, "loss/video").points()).containsEntry(3.0, 0.4);
    }

    @Test
    void lineThatIsStillWrittenIsLeft() {
        assertThat(Curve.ofMetrics("video", METRICS + "{\"step\":4,\"lo", "loss/video")
                        .points())
                .hasSize(2);
        assertThat(Curve.ofMetrics("video", "", "loss/video").points()).isEmpty();
    }

    @Test
    void otherLinesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Curve.ofMetrics("video", "{\"loss/video\":1}\n", "loss/video"))
                .withMessage("Wanted {\"step\": ...} in a line of metrics, found {\"loss/video\":1}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Curve.ofMetrics("video", "no json\n", "loss/video"))
                .withMessage("Wanted JSON objects as lines of metrics, found no json");
    }

    @Test
    void smoothingTakesTheMeanOfWhatCameShortlyBefore() {
        var curve = new Curve("loss", new TreeMap<>(Map.of(0.0, 4.0, 10.0, 2.0, 20.0, 0.0)));

        assertThat(curve.smoothed(20).points()).isEqualTo(new TreeMap<>(Map.of(0.0, 4.0, 10.0, 3.0, 20.0, 1.0)));
    }
}
