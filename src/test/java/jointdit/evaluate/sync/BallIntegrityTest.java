package jointdit.evaluate.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import jointdit.media.Video;
import org.junit.jupiter.api.Test;

class BallIntegrityTest {
    @Test
    void realClipsAreWhole() {
        assertThat(BallIntegrity.of(Bounces.videos(v -> v)).share()).isEqualTo(1);
    }

    @Test
    void soundlyDegradedClipsAreWhole() {
        var random = new Random(1);

        assertThat(BallIntegrity.of(Bounces.videos(v -> Bounces.noisy(v, 6, random)))
                        .share())
                .isEqualTo(1);
        assertThat(BallIntegrity.of(Bounces.videos(Bounces::blurred)).share()).isEqualTo(1);
    }

    @Test
    void lossyCodecKeepsTheBallWhole() {
        var codec = new PatchCodec(Bounces.videos(v -> v).subList(0, 20));

        assertThat(BallIntegrity.of(Bounces.videos(codec::roundTrip)).share()).isGreaterThan(0.99);
    }

    @Test
    void secondPatchOfColourBreaksIt() {
        var patched = Bounces.frames(Bounces.REAL.get(0).clip().video(), frame -> {
            var picture = frame.clone();
            for (int i = 0; i < 12 * 64; i++) {
                picture[3 * i] = i % 64 < 12 ? 0 : picture[3 * i];
            }
            return picture;
        });

        assertThat(BallIntegrity.of(List.of(patched)).share()).isZero();
    }

    @Test
    void emptyVideoHasNoShare() {
        assertThat(BallIntegrity.of(List.of()).share()).isZero();
        assertThat(BallIntegrity.of(List.of(new Video(64, 64, 8, List.of())))).isEqualTo(new BallIntegrity(0, 0));
    }
}
