package jointdit.evaluate.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jointdit.media.Cut;
import jointdit.media.DecodeConfig;
import jointdit.media.MediaDecoder;
import jointdit.media.Mp4;
import jointdit.media.Video;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {
    private static final Video ONE =
            SceneKind.BOUNCE.draw(SceneConfig.standard(), 1).clip().video();

    @Test
    void copiesThatAreCodedAgainOrBrighterStayClose() {
        var coded = new MediaDecoder(new DecodeConfig(64, 64, 8, 16_000))
                .clip(Mp4.bytes(SceneKind.BOUNCE.draw(SceneConfig.standard(), 1).clip()), Cut.WHOLE)
                .video();
        List<byte[]> brighter =
                ONE.frames().stream().map(PerceptualHashTest::brighter).toList();

        assertThat(PerceptualHash.distance(PerceptualHash.of(ONE), PerceptualHash.of(coded)))
                .isLessThanOrEqualTo(10);
        assertThat(PerceptualHash.distance(PerceptualHash.of(ONE), PerceptualHash.of(new Video(64, 64, 8, brighter))))
                .isLessThanOrEqualTo(10);
    }

    @Test
    void otherClipsAreFar() {
        for (long seed = 2; seed < 12; seed++) {
            var other =
                    SceneKind.BOUNCE.draw(SceneConfig.standard(), seed).clip().video();
            assertThat(PerceptualHash.distance(PerceptualHash.of(ONE), PerceptualHash.of(other)))
                    .isGreaterThan(20);
        }
    }

    private static byte[] brighter(byte[] frame) {
        var brighter = new byte[frame.length];
        for (int i = 0; i < brighter.length; i++) {
            brighter[i] = (byte) Math.min(255, (int) ((frame[i] & 255) * 0.9 + 12));
        }
        return brighter;
    }
}
