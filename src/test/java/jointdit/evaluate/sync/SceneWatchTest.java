package jointdit.evaluate.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import jointdit.media.Video;
import jointdit.synthetic.Event;
import jointdit.synthetic.Look;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import jointdit.synthetic.SyntheticClip;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SceneWatchTest {
    private static final SceneConfig STANDARD = SceneConfig.standard();
    private static final double FRAME = 0.125;

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void eventsOfRealClipsAreSeenAndHeard(SceneKind scene) {
        var found = watched(scene, clips(scene, 0), UnaryOperator.identity());

        assertThat(found.seen.f1()).isGreaterThan(0.99);
        assertThat(found.heard.f1()).isGreaterThan(0.99);
        assertThat(found.both.f1()).isGreaterThan(0.99);
        assertThat(found.integrity).isGreaterThan(0.99);
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void theyAreStillSeenBehindACodec(SceneKind scene) {
        var codec = new PatchCodec(
                clips(scene, 1000).stream().map(c -> c.clip().video()).toList());

        var found = watched(scene, clips(scene, 0), codec::roundTrip);

        assertThat(found.seen.f1()).isGreaterThan(0.98);
        assertThat(found.integrity).isGreaterThan(0.98);
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void theyAreSeenInOtherLooksAndSizes(SceneKind scene) {
        var varied = LongStream.range(0, 40)
                .mapToObj(seed -> scene.draw(STANDARD, seed, scene.look(seed)))
                .toList();
        var wide = LongStream.range(0, 40)
                .mapToObj(seed -> scene.draw(new SceneConfig(192, 128, 2, 8, 16_000), seed, Look.usual()))
                .toList();

        assertThat(watched(scene, varied, UnaryOperator.identity()).seen.f1()).isGreaterThan(0.97);
        var found = watched(scene, wide, UnaryOperator.identity());
        assertThat(found.seen.f1()).isGreaterThan(0.97);
        assertThat(found.integrity).isGreaterThan(0.99);
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void soundsOfOtherClipsDoNotFit(SceneKind scene) {
        var clips = clips(scene, 0);
        var watch = SceneWatch.of(scene);
        var parts = new ArrayList<EventF1>();
        for (int i = 0; i < clips.size(); i++) {
            var other = clips.get((i + 1) % clips.size());
            parts.add(EventF1.of(
                    watch.heard(other.clip().sound()),
                    watch.seen(clips.get(i).clip().video()).times(),
                    FRAME));
        }

        assertThat(EventF1.pooled(parts).f1()).isLessThan(0.5);
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void greyOrSmearedPicturesAreNotWhole(SceneKind scene) {
        var grey = watched(scene, clips(scene, 0), video -> Bounces.frames(video, SceneWatchTest::grey));
        var doubled = watched(scene, clips(scene, 0), video -> Bounces.frames(video, SceneWatchTest::doubled));

        assertThat(grey.integrity).isZero();
        assertThat(grey.seen.found()).isZero();
        assertThat(doubled.integrity).isLessThan(0.5);
    }

    private record Found(EventF1 seen, EventF1 heard, EventF1 both, double integrity) {}

    private static List<SyntheticClip> clips(SceneKind scene, long from) {
        return LongStream.range(from, from + 60)
                .mapToObj(seed -> scene.draw(STANDARD, seed))
                .toList();
    }

    private static Found watched(SceneKind scene, List<SyntheticClip> clips, UnaryOperator<Video> change) {
        var watch = SceneWatch.of(scene);
        var seen = new ArrayList<EventF1>();
        var heard = new ArrayList<EventF1>();
        var both = new ArrayList<EventF1>();
        int whole = 0;
        int frames = 0;
        for (var clip : clips) {
            var truth = clip.events().stream().map(Event::atSeconds).toList();
            var eyes = watch.seen(change.apply(clip.clip().video()));
            var ears = watch.heard(clip.clip().sound());
            seen.add(EventF1.of(eyes.times(), truth, FRAME));
            heard.add(EventF1.of(ears, truth, FRAME));
            both.add(EventF1.of(ears, eyes.times(), FRAME));
            whole += eyes.whole();
            frames += eyes.frames();
        }
        return new Found(EventF1.pooled(seen), EventF1.pooled(heard), EventF1.pooled(both), whole / (double) frames);
    }

    private static byte[] grey(byte[] frame) {
        var grey = frame.clone();
        for (int i = 0; i < grey.length; i += 3) {
            grey[i + 1] = grey[i];
            grey[i + 2] = grey[i];
        }
        return grey;
    }

    /** The picture and, over it, the same half a picture further. */
    private static byte[] doubled(byte[] frame) {
        var doubled = frame.clone();
        int row = 3 * 64;
        for (int i = 0; i < frame.length; i += 3) {
            int other = i / row * row + (i % row + row / 2) % row;
            for (int k = 0; k < 3; k++) {
                doubled[i + k] = (byte) (((frame[i + k] & 255) + (frame[other + k] & 255)) / 2);
            }
        }
        return doubled;
    }
}
