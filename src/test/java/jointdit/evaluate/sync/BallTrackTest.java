package jointdit.evaluate.sync;

import static jointdit.synthetic.BounceGeometry.RADIUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import jointdit.media.Video;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BallTrackTest {
    private static final double PIXEL = 1 / 64.0;

    @Test
    void discIsFoundWithItsCentreAndArea() {
        var blob = track(disc(grey(), 20.3, 31.8, 7)).frames().get(0).orElseThrow();

        assertThat(blob.x()).isEqualTo(20.3 * PIXEL, within(0.1 * PIXEL));
        assertThat(blob.y()).isEqualTo(31.8 * PIXEL, within(0.1 * PIXEL));
        assertThat(blob.area()).isEqualTo(Math.PI * RADIUS * RADIUS, within(0.1 * Math.PI * RADIUS * RADIUS));
        assertThat(blob.share()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"96, 64", "64, 96"})
    void heightsAreThoseOfTheMiddleSquare(int width, int height) {
        var square = BallTrack.of(bounce(64, 64));
        var oblong = BallTrack.of(bounce(width, height));

        assertThat(oblong.heights()).containsExactly(square.heights(), within(0.02 * PIXEL));
        assertThat(oblong.whole()).isEqualTo(square.whole());
    }

    private static Video bounce(int width, int height) {
        return SceneKind.BOUNCE
                .draw(new SceneConfig(width, height, 2, 8, 16_000), 4)
                .clip()
                .video();
    }

    @Test
    void wholeBallCounts() {
        assertThat(track(disc(grey(), 20, 30, 7)).whole()).isEqualTo(1);
    }

    @Test
    void ofTwoBlobsTheLargerIsTheBall() {
        var two = track(disc(disc(grey(), 14, 14, 7), 45, 45, 5));

        assertThat(two.frames().get(0).orElseThrow().x()).isEqualTo(14 * PIXEL, within(0.1 * PIXEL));
        assertThat(two.frames().get(0).orElseThrow().share()).isEqualTo(49 / 74.0, within(0.05));
        assertThat(two.whole()).isZero();
    }

    @Test
    void ballOfAnotherSizeDoesNotCount() {
        assertThat(track(disc(grey(), 30, 30, 4)).whole()).isZero();
        assertThat(track(disc(grey(), 30, 30, 10)).whole()).isZero();
    }

    @Test
    void ballAtTheEdgeIsFound() {
        assertThat(track(disc(grey(), 1, 63, 7)).frames().get(0)).isPresent();
    }

    @Test
    void greyPictureHasNoBall() {
        var track = track(grey());

        assertThat(track.frames())
                .hasSize(1)
                .first()
                .satisfies(f -> assertThat(f).isEmpty());
        assertThat(track.whole()).isZero();
        assertThat(track.heights()).containsExactly(Double.NaN);
    }

    @Test
    void sizeOfThePictureDoesNotMatter() {
        var large = new byte[3 * 128 * 128];
        for (int i = 0; i < 128 * 128; i++) {
            large[3 * i] = (byte) (Math.hypot(i % 128 + 0.5 - 60, (i >> 7) + 0.5 - 50) <= 14 ? 200 : 0);
        }

        var track = BallTrack.of(new Video(128, 128, 8, List.of(large)));

        assertThat(track.frames().get(0).orElseThrow().y()).isEqualTo(50 / 128.0, within(0.001));
        assertThat(track.whole()).isEqualTo(1);
    }

    @Test
    void realAndSoundlyDegradedClipsAreWhole() {
        var random = new Random(1);

        assertThat(whole(Bounces.videos(v -> v))).isEqualTo(1);
        assertThat(whole(Bounces.videos(v -> Bounces.noisy(v, 6, random)))).isEqualTo(1);
        assertThat(whole(Bounces.videos(Bounces::blurred))).isEqualTo(1);
    }

    @Test
    void lossyCodecKeepsTheBallWhole() {
        var codec = new PatchCodec(Bounces.videos(v -> v).subList(0, 20));

        assertThat(whole(Bounces.videos(codec::roundTrip))).isGreaterThan(0.99);
    }

    private static double whole(List<Video> videos) {
        return videos.stream().mapToInt(v -> BallTrack.of(v).whole()).sum()
                / videos.stream().mapToDouble(v -> v.frames().size()).sum();
    }

    private static BallTrack track(byte[] frame) {
        return BallTrack.of(new Video(64, 64, 8, List.of(frame)));
    }

    private static byte[] grey() {
        var frame = new byte[3 * 64 * 64];
        Arrays.fill(frame, (byte) 200);
        return frame;
    }

    /** A copy with a red disc; sizes in pixels. */
    private static byte[] disc(byte[] frame, double x, double y, double radius) {
        var drawn = frame.clone();
        for (int i = 0; i < 64 * 64; i++) {
            double covered = radius + 0.5 - Math.hypot(i % 64 + 0.5 - x, (i >> 6) + 0.5 - y);
            double kept = 1 - Math.max(0, Math.min(1, covered));
            drawn[3 * i + 1] = (byte) ((drawn[3 * i + 1] & 255) * kept);
            drawn[3 * i + 2] = (byte) ((drawn[3 * i + 2] & 255) * kept);
        }
        return drawn;
    }
}
