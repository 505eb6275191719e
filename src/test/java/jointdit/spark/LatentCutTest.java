package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;

import jointdit.joint.LatentShape;
import org.junit.jupiter.api.Test;

class LatentCutTest {
    private static final LatentShape SHAPE = new LatentShape(2, 1, 1, 2, 8, 2, 2, 1);

    private final LatentCut cut = new LatentCut(SHAPE, true);

    @Test
    void videosKeepTheirFirstFrames() {
        assertThat(cut.video(new float[] {1, 2, 3, 4, 5, 6})).containsExactly(1, 2, 3, 4);
    }

    @Test
    void soundsKeepTheFirstFramesOfEveryChannel() {
        assertThat(cut.audio(new float[] {1, 2, 3, 4, 5, 6})).containsExactly(1, 2, 4, 5);
    }

    @Test
    void clipsThatAreShorterOrOfOtherPicturesStayAsTheyAre() {
        assertThat(cut.video(new float[2])).hasSize(2);
        assertThat(cut.video(new float[5])).hasSize(5);
        assertThat(cut.audio(new float[2])).hasSize(2);
        assertThat(cut.audio(new float[5])).hasSize(5);
    }

    @Test
    void withoutALimitNothingIsCut() {
        var none = new LatentCut(SHAPE, false);

        assertThat(none.video(new float[6])).hasSize(6);
        assertThat(none.audio(new float[6])).hasSize(6);
    }
}
