package jointdit.diffusion;

import static jointdit.diffusion.Condition.AUDIO_TO_VIDEO;
import static jointdit.diffusion.Condition.NEGATIVE_TEXT;
import static jointdit.diffusion.Condition.PICTURE;
import static jointdit.diffusion.Condition.TEXT;
import static jointdit.diffusion.Condition.VIDEO_TO_AUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuidanceTest {
    private static final Set<Condition> ALL = EnumSet.allOf(Condition.class);
    private static final Set<Condition> FULL = EnumSet.range(TEXT, VIDEO_TO_AUDIO);
    private static final GuidanceConfig STAR = new GuidanceConfig.JointCfgStar(1, 2, 3, 4, 5, 0);

    @Test
    void withoutGuidanceThereIsOneBranch() {
        var guidance = new GuidanceConfig.None().with(ALL);

        assertThat(guidance.branches()).containsExactly(new Branch(FULL));
        assertThat(guidance.apply(List.of(pair(3, 4))).video()).containsExactly(3);
    }

    @Test
    void weightsOfZeroAreNotComputedAndChangeNothing() {
        var star = new GuidanceConfig.JointCfgStar(0, 0, 0, 0, 0, 1).with(ALL);
        var joint = new GuidanceConfig.JointCfg(0, 0, 1).with(ALL);

        assertThat(star.branches()).hasSize(1);
        assertThat(joint.branches()).hasSize(1);
        assertThat(star.apply(List.of(pair(3, 4))).audio()).containsExactly(4);
    }

    @Test
    void jointCfgDropsEverythingTogether() {
        var guidance = new GuidanceConfig.JointCfg(1, 2, 0).with(FULL);

        var guided = guidance.apply(List.of(pair(3, 5), pair(1, 1)));

        assertThat(guidance.branches()).containsExactly(new Branch(FULL), new Branch(Set.of()));
        assertThat(guided.video()).containsExactly(3 + 1 * (3 - 1));
        assertThat(guided.audio()).containsExactly(5 + 2 * (5 - 1));
    }

    @Test
    void theStarDropsEachByItself() {
        assertThat(STAR.with(ALL).branches())
                .containsExactly(
                        new Branch(FULL),
                        new Branch(Set.of(TEXT, PICTURE)),
                        new Branch(Set.of(PICTURE, AUDIO_TO_VIDEO, VIDEO_TO_AUDIO)),
                        new Branch(Set.of(TEXT, AUDIO_TO_VIDEO, VIDEO_TO_AUDIO)),
                        new Branch(Set.of(NEGATIVE_TEXT, PICTURE, AUDIO_TO_VIDEO, VIDEO_TO_AUDIO)));
    }

    @Test
    void theStarAddsWeightedDifferences() {
        var predictions = List.of(pair(10, 20), pair(9, 18), pair(8, 16), pair(7, 14), pair(6, 12));

        var guided = STAR.with(ALL).apply(predictions);

        assertThat(guided.video()).containsExactly(10 + 1 * 1 + 3 * 2 + 4 * 3 + 5 * 4);
        assertThat(guided.audio()).containsExactly(20 + 2 * 2 + 3 * 4 + 4 * 6 + 5 * 8);
    }

    @Test
    void whatAClipDoesNotHaveIsNotDropped() {
        assertThat(STAR.with(Set.of(PICTURE)).branches())
                .containsExactly(new Branch(Set.of(PICTURE)), new Branch(Set.of()));
    }

    @Test
    void fullRescalingKeepsTheDeviation() {
        var guidance = new GuidanceConfig.JointCfg(3, 3, 1).with(FULL);
        var full = new Pair(new float[] {1, 2, 6}, new float[] {0, 4});
        var dropped = new Pair(new float[] {2, 1, 1}, new float[] {1, 1});

        var guided = guidance.apply(List.of(full, dropped));

        assertThat(deviation(guided.video())).isEqualTo(deviation(full.video()), within(1e-5));
        assertThat(deviation(guided.audio())).isEqualTo(2, within(1e-5));
        assertThat(guided.audio()[1] / guided.audio()[0]).isEqualTo((4 + 3 * 3) / -3f, within(1e-5f));
    }

    @Test
    void halfRescalingGoesHalfWay() {
        var full = new Pair(new float[] {0, 4}, new float[] {0, 4});
        var dropped = new Pair(new float[] {0, 0}, new float[] {0, 0});

        var guided = new GuidanceConfig.JointCfg(1, 1, 0.5).with(FULL).apply(List.of(full, dropped));

        assertThat(guided.video()).containsExactly(0, 6);
    }

    @Test
    void impossibleWeightsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuidanceConfig.JointCfg(-1, 0, 0))
                .withMessage("Guidance weights must be at least 0, found [-1.0, 0.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuidanceConfig.JointCfg(1, 0, 2))
                .withMessage("rescale must lie in [0, 1], found 2.0");
    }

    @Test
    void aClipMayHaveWeightsOfItsOwn() {
        var none = Optional.<Double>empty();
        var weights = new GuidanceWeights(Optional.of(7.0), none, Optional.of(8.0), none, none);

        assertThat(STAR.reweighted(weights)).isEqualTo(new GuidanceConfig.JointCfgStar(7, 2, 8, 4, 5, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GuidanceConfig.JointCfg(1, 1, 0).reweighted(weights))
                .withMessageContaining("no weights [wt]");
    }

    private static Pair pair(float video, float audio) {
        return new Pair(new float[] {video}, new float[] {audio});
    }

    private static double deviation(float[] values) {
        double mean = 0;
        for (var value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (var value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }
}
