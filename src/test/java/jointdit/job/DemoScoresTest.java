package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.job.DemoScores.Events;
import jointdit.media.Clip;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.junit.jupiter.api.Test;

class DemoScoresTest {
    private static final List<Clip> REAL = IntStream.range(0, 12)
            .mapToObj(
                    seed -> SceneKind.BOUNCE.draw(SceneConfig.standard(), seed).clip())
            .toList();

    @Test
    void realClipsAgreeAndShuffledOnesDoNot() {
        var scores = DemoScores.of(REAL, REAL);

        assertThat(scores.real().f1()).isGreaterThan(0.95);
        assertThat(scores.generated()).isEqualTo(scores.real());
        assertThat(scores.shuffled().f1()).isBetween(0.05, 0.5);
        assertThat(scores.realBall().share()).isGreaterThan(0.99);
    }

    @Test
    void oneClipCannotBeShuffled() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoScores.of(REAL, REAL.subList(0, 1)))
                .withMessageContaining("at least 2");
    }

    @Test
    void aStripShowsWhatFitsTogether() {
        var svg = EventStrip.svg(new Events(List.of(0.5, 1.5), List.of(0.6), 2, 0.125));

        assertThat(svg).contains("2 floor hits seen, 1 onsets heard");
        assertThat(svg)
                .containsSubsequence(
                        "class=\"fits\" cx=\"84.0\"", "class=\"alone\" cx=\"236.0\"", "<path class=\"fits\"");
    }
}
