package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jointdit.job.LossChart.Curve;
import jointdit.train.Stage;
import org.junit.jupiter.api.Test;

class LossChartTest {
    private static final Map<Long, Map<String, Double>> FIGURES = Map.of(
            10L, Map.of("loss/video", 1.0, "loss/audio", 0.5, "rate", 0.1),
            20L, Map.of("loss/video", 0.25, "loss/audio", 0.4),
            30L, Map.of("validation/video", 0.3));

    @Test
    void everyStageHasALineOfItsOwn() {
        var svg = chart(List.of(curve(Stage.EXPERT), curve(Stage.A), curve(Stage.B)));

        assertThat(svg).contains(">towers<", ">A: joint<", ">B: all<", ">90 steps<");
        assertThat(Pattern.compile("<polyline").matcher(svg).results()).hasSize(3);
        assertThat(Pattern.compile("<circle").matcher(svg).results()).hasSize(3);
    }

    @Test
    void lowerLossesLieLower() {
        var points = Pattern.compile("points=\"[\\d.]+,([\\d.]+) [\\d.]+,([\\d.]+)\"")
                .matcher(chart(List.of(curve(Stage.B))));

        assertThat(points.find()).isTrue();
        assertThat(Double.parseDouble(points.group(2))).isGreaterThan(Double.parseDouble(points.group(1)));
    }

    @Test
    void nothingAndZeroCanBeDrawn() {
        var zero = new Curve(Stage.B, new TreeMap<>(Map.of(1L, Map.of("loss/video", 0.0))));

        assertThat(chart(List.of()) + chart(List.of(zero))).doesNotContain("NaN", "Infinity");
    }

    private static String chart(List<Curve> curves) {
        return LossChart.svg("video", curves);
    }

    private static Curve curve(Stage stage) {
        return new Curve(stage, new TreeMap<>(FIGURES));
    }
}
