package jointdit.evaluate.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SynchronyTest {
    private static final BallIntegrity WHOLE = new BallIntegrity(16, 16);

    @Test
    void realClipsAreInSynchronyAndShuffledOnesAreNot() {
        var facts = Bounces.REAL.stream().map(c -> ClipFacts.of(c.clip())).toList();

        var figures = figures(facts);

        assertThat(figures.get("event-f1").value()).isGreaterThan(0.985);
        assertThat(figures.get("event-f1").clips()).isEqualTo(100);
        assertThat(figures.get("event-f1-shuffled").value()).isBetween(0.2, 0.35);
        assertThat(figures.get("integrity").value()).isEqualTo(1);
        assertThat(figures.get("hits").value()).isEqualTo(figures.get("onsets").value(), within(0.02));
        for (var figure : figures.values()) {
            assertThat(figure.value()).as(figure.metric()).isBetween(figure.low(), figure.high());
        }
    }

    @Test
    void soundsWithoutAHitCostPrecisionAlone() {
        var figures = figures(List.of(
                new ClipFacts(List.of(0.5), List.of(0.5, 1.5), WHOLE),
                new ClipFacts(List.of(1.0), List.of(1.0), WHOLE)));

        assertThat(figures.get("event-precision").value()).isEqualTo(2 / 3.0);
        assertThat(figures.get("event-recall").value()).isEqualTo(1);
    }

    @Test
    void oneClipHasNoControl() {
        var one = figures(List.of(new ClipFacts(List.of(), List.of(), WHOLE)));

        assertThat(one).doesNotContainKey("event-f1-shuffled");
        assertThat(one.get("event-f1").value()).isZero();
    }

    @Test
    void equalSeedsGiveEqualFigures() {
        var facts = Bounces.REAL.subList(0, 10).stream()
                .map(c -> ClipFacts.of(c.clip()))
                .toList();

        assertThat(figures(facts)).isEqualTo(figures(facts));
    }

    @Test
    void noClipsCannotBeMeasured() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> figures(List.of()))
                .withMessage("Wanted at least 1 clip to measure, found none");
    }

    private static Map<String, Figure> figures(List<ClipFacts> clips) {
        return new Synchrony(Bounces.FRAME, 3)
                .figures(clips).stream().collect(Collectors.toMap(Figure::metric, f -> f));
    }
}
