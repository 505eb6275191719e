package jointdit.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SceneKindTest {
    private static final SceneConfig STANDARD = SceneConfig.standard();

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void equalSeedsGiveEqualClips(SceneKind kind) {
        var one = kind.draw(STANDARD, 7);
        var two = kind.draw(STANDARD, 7);

        assertThat(one.clip().sound().samples()).isEqualTo(two.clip().sound().samples());
        assertThat(one.clip().video().frames())
                .usingElementComparator(Arrays::compare)
                .isEqualTo(two.clip().video().frames());
        assertThat(one.events()).isEqualTo(two.events());
        assertThat(one.caption()).isEqualTo(two.caption());
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void anotherLookShows(SceneKind kind) {
        var look = kind.look(7);
        var usual = kind.draw(STANDARD, 7);
        var varied = kind.draw(STANDARD, 7, look);

        assertThat(look).isEqualTo(kind.look(7)).isNotEqualTo(kind.look(8));
        assertThat(varied.caption()).isEqualTo(usual.caption());
        assertThat(varied.clip().video().frames().get(0))
                .isNotEqualTo(usual.clip().video().frames().get(0));
    }

    @Test
    void plainLooksHaveOneColour() {
        var plain = new Look(1, 0, 0x5A8CF0, 0);
        var frame = SceneKind.BOUNCE
                .draw(STANDARD, 7, plain)
                .clip()
                .video()
                .frames()
                .get(0);

        assertThat(frame).startsWith(0x5A, 0x8C, 0xF0).endsWith(0x5A, 0x8C, 0xF0);
        assertThat(plain.grey(236)).isEqualTo(plain.grey(120)).isEqualTo(0x5A8CF0);
    }

    @Test
    void twoThirdsOfTheLooksArePlainAndHalfOfThoseWhite() {
        int plain = 0;
        int white = 0;
        for (long seed = 0; seed < 600; seed++) {
            var look = SceneKind.GLIDE.look(seed);
            plain += look.contrast() == 0 ? 1 : 0;
            white += look.contrast() == 0 && look.plain() >= 0xE4E4E4 ? 1 : 0;
        }

        assertThat(plain).isBetween(350, 450);
        assertThat(white).isBetween(170, 300);
    }

    @Test
    void ballsOfAnySizeTouchTheFloorAtEachHit() {
        for (long seed = 0; seed < 50; seed++) {
            var bounce = Bounce.draw(STANDARD, new SplittableRandom(seed), SceneKind.BOUNCE.look(seed));

            assertThat(bounce.events())
                    .isNotEmpty()
                    .allSatisfy(e -> assertThat(bounce.height(e.atSeconds())).isCloseTo(0, within(1e-9)));
            assertThat(bounce.radius()).isBetween(0.6 * 7 / 64, 1.7 * 7 / 64);
        }
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void theStoryIsThatOfTheClip(SceneKind kind) {
        var clip = kind.draw(STANDARD, 7);

        assertThat(kind.story(STANDARD, 7, Look.usual()))
                .isEqualTo(new Story(clip.id(), kind, clip.caption(), clip.events()));
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void clipsHaveTheSizesAskedFor(SceneKind kind) {
        var clip = kind.draw(new SceneConfig(128, 96, 3, 12, 22050), 1).clip();

        assertThat(clip.video().width()).isEqualTo(128);
        assertThat(clip.video().height()).isEqualTo(96);
        assertThat(clip.video().frames()).hasSize(36);
        assertThat(clip.sound().samples()).hasSize(66150);
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void middleOfAWidePictureIsTheSquareOne(SceneKind kind) {
        var square = kind.draw(STANDARD, 5).clip().video().frames();
        var wide = kind.draw(new SceneConfig(96, 64, 2, 8, 16000), 5)
                .clip()
                .video()
                .frames();

        assertThat(wide).hasSameSizeAs(square);
        for (int k = 0; k < square.size(); k++) {
            for (int row = 0; row < 64; row++) {
                var middle = Arrays.copyOfRange(wide.get(k), 3 * (96 * row + 16), 3 * (96 * row + 80));
                assertThat(middle).isEqualTo(Arrays.copyOfRange(square.get(k), 3 * 64 * row, 3 * 64 * (row + 1)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void eventsLieInsideTheClipAndApart(SceneKind kind) {
        for (long seed = 0; seed < 300; seed++) {
            var events = kind.draw(STANDARD, seed).events();

            assertThat(events).isNotEmpty().hasSizeLessThanOrEqualTo(5);
            assertThat(events.get(0).atSeconds()).isGreaterThanOrEqualTo(0.15);
            assertThat(events.get(events.size() - 1).atSeconds()).isLessThanOrEqualTo(1.9);
            for (int i = 1; i < events.size(); i++) {
                assertThat(events.get(i).atSeconds() - events.get(i - 1).atSeconds())
                        .isGreaterThan(0.399);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void extremeSizesCanBeDrawn(SceneKind kind) {
        assertThat(kind.draw(new SceneConfig(32, 32, 1, 4, 8000), 3).events()).isNotEmpty();
        assertThat(kind.draw(new SceneConfig(64, 64, 30, 8, 16000), 3).events()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(SceneKind.class)
    void idNamesSceneAndSeed(SceneKind kind) {
        assertThat(kind.draw(STANDARD, 12).id()).isEqualTo(kind.name().toLowerCase(Locale.ROOT) + "-12");
    }

    @Test
    void firstHitCannotBeToldFromTheStartingHeight() {
        // knowing the height still leaves a spread of more than a frame
        var sums = new HashMap<Integer, double[]>();
        for (long seed = 0; seed < 4000; seed++) {
            var bounce = Bounce.draw(STANDARD, new SplittableRandom(seed), Look.usual());
            double at = bounce.events().get(0).atSeconds();
            var sum = sums.computeIfAbsent((int) (20 * bounce.height(0)), k -> new double[3]);
            sum[0]++;
            sum[1] += at;
            sum[2] += at * at;
        }

        assertThat(sums.values()).hasSizeGreaterThan(5).allSatisfy(sum -> {
            double mean = sum[1] / sum[0];
            assertThat(Math.sqrt(sum[2] / sum[0] - mean * mean)).isGreaterThan(0.125);
        });
    }

    @Test
    void bouncesComeInEveryNumberFromTwoToFour() {
        var counts = new HashSet<Integer>();
        for (long seed = 0; seed < 300; seed++) {
            counts.add(Bounce.draw(STANDARD, new SplittableRandom(seed), Look.usual())
                    .events()
                    .size());
        }

        assertThat(counts).contains(2, 3, 4).allMatch(n -> n >= 2 && n <= 5);
    }

    @Test
    void ballTouchesTheFloorAtEachHit() {
        var bounce = Bounce.draw(STANDARD, new SplittableRandom(5), Look.usual());

        assertThat(bounce.events())
                .allSatisfy(e -> assertThat(bounce.height(e.atSeconds())).isCloseTo(0, within(1e-9)));
    }

    @Test
    void dotTurnsAtEachEvent() {
        var glide = Glide.draw(STANDARD, new SplittableRandom(5), Look.usual());

        assertThat(glide.events()).isNotEmpty().allSatisfy(e -> {
            double before = glide.height(e.atSeconds() - 0.01) - glide.height(e.atSeconds());
            double after = glide.height(e.atSeconds() + 0.01) - glide.height(e.atSeconds());
            assertThat(before * after).isPositive();
        });
    }

    @Test
    void soundIsSilentBeforeTheFirstHitAndLoudAtIt() {
        var clip = SceneKind.BOUNCE.draw(STANDARD, 9);
        var samples = clip.clip().sound().samples();
        int hit = (int) (clip.events().get(0).atSeconds() * 16000);

        assertThat(Arrays.copyOf(samples, hit)).containsOnly(0);
        assertThat(peak(samples, hit, hit + 800)).isGreaterThan(0.15f);
    }

    private static float peak(float[] samples, int from, int to) {
        float peak = 0;
        for (int i = from; i < to; i++) {
            peak = Math.max(peak, Math.abs(samples[i]));
        }
        return peak;
    }
}
