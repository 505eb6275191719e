package jointdit.evaluate;

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
    void picturesLaidOverEachOtherAreNot() {
        var clips = Bounces.videos(v -> v);
        var first = clips.get(0).frames();
        var both = Bounces.frames(clips.get(1), frame -> {
            var mixed = frame.clone();
            for (int i = 0; i < mixed.length; i += 3) {
                var other = first.get(3);
                boolean coloured = Math.abs((other[i] & 255) - (other[i + 1] & 255)) > 40;
                for (int c = 0; c < 3 && coloured; c++) {
                    mixed[i + c] = other[i + c];
                }
            }
            return mixed;
        });

        assertThat(BallIntegrity.of(List.of(both)).share()).isLessThan(0.5);
    }

    @Test
    void emptyVideoHasNoShare() {
        assertThat(BallIntegrity.of(List.of()).share()).isZero();
        assertThat(BallIntegrity.of(List.of(new Video(64, 64, 8, List.of())))).isEqualTo(new BallIntegrity(0, 0));
    }
}
