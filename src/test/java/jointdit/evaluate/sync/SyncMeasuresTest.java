package jointdit.evaluate.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jointdit.evaluate.Measure;
import jointdit.synthetic.SceneKind;
import org.junit.jupiter.api.Test;

class SyncMeasuresTest {
    private static final SyncMeasures MEASURES = new SyncMeasures(Bounces.FRAME);

    @Test
    void realClipsAreInSynchronyAndShuffledOnesAreNot() {
        var facts = Bounces.REAL.stream()
                .map(c -> SyncFacts.of(c.clip(), SceneKind.BOUNCE))
                .toList();
        var real = new ArrayList<Measure>();
        var shuffled = new ArrayList<Measure>();
        for (int i = 0; i < facts.size(); i++) {
            real.addAll(MEASURES.of(facts.get(i)));
            shuffled.addAll(MEASURES.shuffled(facts.get(i), facts.get((i + 1) % facts.size())));
        }

        assertThat(share(real, "event-f1")).isGreaterThan(0.985);
        assertThat(share(real, "integrity")).isEqualTo(1);
        assertThat(share(real, "hits")).isCloseTo(share(real, "onsets"), within(0.02));
        assertThat(share(shuffled, "event-f1-shuffled")).isBetween(0.15, 0.4);
        assertThat(share(real, "event-f1-shifted")).isBetween(0.1, 0.4);
    }

    @Test
    void soundsWithoutAHitCostPrecisionAlone() {
        var measures = byName(MEASURES.of(facts(List.of(0.5), List.of(0.5, 1.5))));

        assertThat(share(measures.get("event-precision"))).isEqualTo(0.5);
        assertThat(share(measures.get("event-recall"))).isEqualTo(1);
        assertThat(share(measures.get("event-f1"))).isEqualTo(2 / 3.0);
    }

    @Test
    void soundAfterThePictureHasAPositiveOffset() {
        var late = byName(MEASURES.of(facts(List.of(0.5, 1.0), List.of(0.54, 1.06))));

        assertThat(share(late.get("event-offset"))).isCloseTo(0.05, within(1e-9));
    }

    @Test
    void soundsFarFromAllThatIsSeenHaveNoOffset() {
        var far = byName(MEASURES.of(facts(List.of(0.2), List.of(1.5))));

        assertThat(far.get("event-offset").denominator()).isZero();
    }

    @Test
    void shuffledPairsTakePicturesOfOneAndSoundsOfTheOther() {
        var picture = facts(List.of(0.5), List.of(1.5));
        var sound = facts(List.of(1.0), List.of(0.5));

        var pair = byName(MEASURES.shuffled(picture, sound));

        assertThat(share(pair.get("event-f1-shuffled"))).isEqualTo(1);
        assertThat(share(byName(MEASURES.shuffled(sound, picture)).get("event-f1-shuffled")))
                .isZero();
    }

    @Test
    void knownEventsAreComparedWithBothModalities() {
        var against = byName(MEASURES.against(facts(List.of(0.54, 1.0), List.of(0.5, 1.9)), List.of(0.5, 1.0)));

        assertThat(share(against.get("event-f1-video-truth"))).isEqualTo(1);
        assertThat(share(against.get("event-f1-audio-truth"))).isEqualTo(0.5);
        assertThat(share(against.get("event-offset-video-truth"))).isCloseTo(0.02, within(1e-9));
        assertThat(share(against.get("event-offset-audio-truth"))).isZero();
    }

    private static SyncFacts facts(List<Double> seen, List<Double> heard) {
        return new SyncFacts(
                seen, heard, 16, 16, 2, 8, List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    private static Map<String, Measure> byName(List<Measure> measures) {
        return measures.stream().collect(Collectors.toMap(Measure::metric, m -> m));
    }

    private static double share(Measure measure) {
        return measure.numerator() / measure.denominator();
    }

    /** Of all measures of a name together. */
    private static double share(List<Measure> measures, String metric) {
        return measures.stream()
                        .filter(m -> m.metric().equals(metric))
                        .mapToDouble(Measure::numerator)
                        .sum()
                / measures.stream()
                        .filter(m -> m.metric().equals(metric))
                        .mapToDouble(Measure::denominator)
                        .sum();
    }
}
