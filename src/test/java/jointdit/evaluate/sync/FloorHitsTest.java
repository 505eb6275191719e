package jointdit.evaluate.sync;

import static jointdit.evaluate.sync.Bounces.FRAME;
import static jointdit.evaluate.sync.Bounces.REAL;
import static jointdit.synthetic.BounceGeometry.FLOOR;
import static jointdit.synthetic.BounceGeometry.RADIUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import jointdit.media.Video;
import org.junit.jupiter.api.Test;

class FloorHitsTest {
    @Test
    void realClipsGiveTheirHits() {
        var found = Bounces.videos(v -> v).stream().map(Bounces::hits).toList();

        assertThat(Bounces.agreement(found).f1()).isGreaterThan(0.985);
    }

    @Test
    void hitsOfRealClipsAreFarFinerThanAFrame() {
        for (var clip : REAL) {
            var hits = Bounces.hits(clip.clip().video());
            assertThat(EventF1.of(hits, Bounces.times(clip), FRAME / 4).recall())
                    .as(clip.id())
                    .isEqualTo(1);
        }
    }

    @Test
    void noiseInTheColoursChangesNothing() {
        var random = new Random(1);
        var noisy = Bounces.videos(v -> Bounces.noisy(v, 6, random));

        assertThat(Bounces.agreement(noisy.stream().map(Bounces::hits).toList()).f1())
                .isGreaterThan(0.985);
    }

    @Test
    void blurChangesNothing() {
        var blurred = Bounces.videos(Bounces::blurred);

        assertThat(Bounces.agreement(blurred.stream().map(Bounces::hits).toList())
                        .f1())
                .isGreaterThan(0.985);
    }

    @Test
    void ballThatShakesByAPixelHitsAsOften() {
        var random = new Random(2);
        var shaken = Bounces.videos(v -> Bounces.shaken(v, 1, random));

        var agreement = Bounces.agreement(shaken.stream().map(Bounces::hits).toList());

        assertThat(agreement.f1()).isGreaterThan(0.97);
        assertThat(agreement.precision()).isGreaterThan(0.98);
    }

    @Test
    void lossyCodecChangesNothing() {
        var codec = new PatchCodec(Bounces.videos(v -> v).subList(0, 20));
        var coded = Bounces.videos(codec::roundTrip);

        assertThat(Bounces.agreement(coded.stream().map(Bounces::hits).toList()).f1())
                .isGreaterThan(0.985);
    }

    @Test
    void hitLiesWhereTheParabolasMeet() {
        // v^2 / 2g = 0.4 sides above the floor between hits at frames 3.25 and 9.75
        double gravity = 8 * 0.4 / (6.5 * 6.5);
        var heights = new ArrayList<Double>();
        for (int k = 0; k < 16; k++) {
            double time = ((k - 3.25) % 6.5 + 6.5) % 6.5;
            heights.add(gravity * time * (6.5 - time) / 2);
        }

        var hits = FloorHits.of(track(heights), 8);

        assertThat(hits).hasSize(2);
        assertThat(hits.get(0)).isEqualTo(3.25 / 8, within(0.01));
        assertThat(hits.get(1)).isEqualTo(9.75 / 8, within(0.01));
    }

    @Test
    void ballAtRestHitsNothing() {
        var random = new Random(3);
        var heights = random.doubles(16, 0.3, 0.3 + 2 / 64.0).boxed().toList();

        assertThat(FloorHits.of(track(heights), 8)).isEmpty();
    }

    @Test
    void ballThatOnlyFallsHitsNothing() {
        var heights = new ArrayList<Double>();
        for (int k = 0; k < 16; k++) {
            heights.add(0.6 - 0.002 * k * k);
        }

        assertThat(FloorHits.of(track(heights), 8)).isEmpty();
    }

    @Test
    void missingFramesAwayFromTheHitDoNotMatter() {
        var clip = REAL.get(0);
        var track = BallTrack.of(clip.clip().video());
        var frames = new ArrayList<>(track.frames());
        int hit = (int) Math.round(Bounces.times(clip).get(0) / FRAME);
        frames.set(hit + 2, Optional.empty());

        var hits = FloorHits.of(new BallTrack(frames), 8);

        assertThat(hits.get(0)).isEqualTo(Bounces.times(clip).get(0), within(FRAME / 2));
    }

    @Test
    void missingBallAndEmptyVideoHitNothing() {
        var grey = Bounces.frames(REAL.get(0).clip().video(), f -> new byte[f.length]);

        assertThat(Bounces.hits(grey)).isEmpty();
        assertThat(Bounces.hits(new Video(64, 64, 8, List.of()))).isEmpty();
    }

    private static BallTrack track(List<Double> heights) {
        return new BallTrack(heights.stream()
                .map(h -> Optional.of(new Blob(0.5, FLOOR - RADIUS - h, 0.04, 1)))
                .toList());
    }
}
