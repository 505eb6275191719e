package jointdit.evaluate.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import jointdit.media.Clip;
import jointdit.media.Sound;
import jointdit.media.Video;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.junit.jupiter.api.Test;

class FaultTest {
    private static final Clip GOOD =
            SceneKind.BOUNCE.draw(SceneConfig.standard(), 1).clip();

    @Test
    void realClipsHaveNone() {
        assertThat(Fault.of(GOOD)).isEmpty();
    }

    @Test
    void eachFaultIsFound() {
        var silence = new Sound(16_000, new float[32_000]);
        var broken = new Sound(16_000, new float[] {0.1f, Float.NaN});
        var still = new Video(
                64, 64, 8, Collections.nCopies(16, GOOD.video().frames().get(0)));
        var black = new Video(64, 64, 8, List.of(new byte[3 * 64 * 64], new byte[3 * 64 * 64]));

        assertThat(Fault.of(new Clip(GOOD.video(), silence))).containsExactly(Fault.SILENT);
        assertThat(Fault.of(new Clip(GOOD.video(), broken))).containsExactly(Fault.NOT_FINITE);
        assertThat(Fault.of(new Clip(still, GOOD.sound()))).containsExactly(Fault.STATIC);
        assertThat(Fault.of(new Clip(black, GOOD.sound()))).containsExactly(Fault.STATIC, Fault.EMPTY);
        assertThat(Fault.NOT_FINITE.label()).isEqualTo("not-finite");
    }
}
