package jointdit.evaluate.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jointdit.Shared;
import jointdit.config.Configs;
import jointdit.media.Cut;
import jointdit.media.DecodeConfig;
import jointdit.media.MediaDecoder;
import jointdit.media.Motion;
import jointdit.media.Mp4;
import jointdit.media.Sound;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import org.junit.jupiter.api.Test;

class AvAlignTest {
    @Test
    void peaksBySideCountOnceIn2025AndAgainIn2023() {
        // two sounds near one motion at 10 frames a second; another motion alone
        var sound = List.of(1.0, 1.05);
        var motion = List.of(1.02, 2.0);

        assertThat(AvAlign.V2025.score(sound, motion, 10).getAsDouble()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(AvAlign.V2023.score(sound, motion, 10).getAsDouble()).isCloseTo(2 / 2.0, within(1e-12));
    }

    @Test
    void aFrameApartIsTooFar() {
        assertThat(AvAlign.V2025.score(List.of(1.0), List.of(1.125), 8).getAsDouble())
                .isZero();
        assertThat(AvAlign.V2025.score(List.of(1.0), List.of(1.12), 8).getAsDouble())
                .isEqualTo(1);
    }

    @Test
    void eachSoundTakesTheFirstFreeMotion() {
        // the first sound takes 1.04, the second 1.06; 1.2 is left
        assertThat(AvAlign.V2025
                        .score(List.of(1.0, 1.1), List.of(1.04, 1.06, 1.2), 10)
                        .getAsDouble())
                .isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void nothingCanBeSaidWithoutPeaks() {
        assertThat(AvAlign.V2025.score(List.of(), List.of(1.0), 8)).isEmpty();
        assertThat(AvAlign.V2023.score(List.of(1.0), List.of(), 8)).isEmpty();
    }

    @Test
    void smallMotionsAreNoPeaksIn2025() {
        var motion = new Motion(new double[] {0, 0, 0.05, 0, 0.3, 0, 0}, 10);

        assertThat(MotionPeaks.of(motion, AvAlign.V2023.leastMotion())).containsExactly(0.2, 0.4);
        assertThat(MotionPeaks.of(motion, AvAlign.V2025.leastMotion())).containsExactly(0.4);
    }

    @Test
    void clicksAreOnsetsWhereTheyAre() {
        var samples = new float[3 * OnsetEnvelope.RATE];
        for (double at : new double[] {0.5, 1.2, 2.3}) {
            for (int i = 0; i < 400; i++) {
                samples[(int) (at * OnsetEnvelope.RATE) + i] = (float) (0.5 * Math.sin(0.3 * i) * Math.exp(-i / 100.0));
            }
        }

        var peaks = OnsetEnvelope.of(new Sound(OnsetEnvelope.RATE, samples)).peaks();

        assertThat(peaks).hasSize(3);
        assertThat(EventF1.of(peaks, List.of(0.5, 1.2, 2.3), 0.05).f1()).isEqualTo(1);
    }

    @Test
    void silenceHasNoOnsets() {
        assertThat(OnsetEnvelope.of(new Sound(OnsetEnvelope.RATE, new float[OnsetEnvelope.RATE]))
                        .peaks())
                .isEmpty();
    }

    @Test
    void lagIsThatOfADelayedCopy() {
        var lengths = new double[60];
        var strengths = new double[200];
        for (int hit : new int[] {8, 17, 31, 44}) {
            lengths[hit] = 1;
            // 0.2 s later, in hops of 512 samples
            strengths[(int) Math.round((hit / 20.0 + 0.2) * OnsetEnvelope.RATE / OnsetEnvelope.HOP)] = 1;
        }

        var lag = Lag.of(new Motion(lengths, 20), new OnsetEnvelope(strengths)).orElseThrow();

        assertThat(lag.seconds()).isCloseTo(0.2, within(1e-9));
        assertThat(lag.correlation()).isGreaterThan(0.5);
        assertThat(Lag.of(new Motion(new double[60], 20), new OnsetEnvelope(strengths)))
                .isEmpty();
    }

    @Test
    void factsSurviveJsonAndAShiftedSoundIsHeardAsLate() {
        var scene = SceneKind.BOUNCE.draw(SceneConfig.standard(), 3).clip();
        var facts = SyncFacts.of(Mp4.bytes(scene), Cut.WHOLE, scene, Optional.of(SceneKind.BOUNCE));
        var late = new SyncFacts(
                facts.seen(),
                facts.heard().stream().map(t -> t + 0.1).toList(),
                facts.whole(),
                facts.frames(),
                facts.seconds(),
                facts.framesPerSecond(),
                facts.smallMotions(),
                facts.motions(),
                facts.onsets(),
                facts.lag(),
                facts.lagCorrelation());

        assertThat(Configs.read(Configs.json(facts), "facts", SyncFacts.class)).isEqualTo(facts);
        assertThat(measure(facts, "event-f1")).isEqualTo(1);
        assertThat(measure(facts, "event-f1-shifted")).isLessThan(0.6);
        assertThat(measure(late, "event-offset")).isCloseTo(measure(facts, "event-offset") + 0.1, within(1e-9));
    }

    private static double measure(SyncFacts facts, String metric) {
        return new SyncMeasures(0.125)
                .of(facts).stream()
                        .filter(m -> m.metric().equals(metric))
                        .mapToDouble(m -> m.numerator() / m.denominator())
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void clipsOfTheWorkshopScoreAsTheReferenceDoes() throws IOException {
        var clips = Shared.path("clips");
        for (var line : Files.readAllLines(Shared.path("reference/avalign.csv")).subList(1, 5)) {
            var cells = line.split(",");
            var file = Files.readAllBytes(clips.resolve(cells[0] + ".mp4"));
            var motion = MediaDecoder.motion(file);
            var sound = OnsetEnvelope.of(
                            new MediaDecoder(new DecodeConfig(64, 64, 8, OnsetEnvelope.RATE)).sound(file, Cut.WHOLE))
                    .peaks();
            var large = MotionPeaks.of(motion, AvAlign.V2025.leastMotion());
            var small = MotionPeaks.of(motion, AvAlign.V2023.leastMotion());

            assertThat(EventF1.of(sound, times(cells[5]), 1e-4).f1())
                    .as(cells[0])
                    .isGreaterThan(0.97);
            assertThat(EventF1.of(large, times(cells[6]), 1e-4).f1())
                    .as(cells[0])
                    .isEqualTo(1);
            assertThat(AvAlign.V2025
                            .score(sound, large, motion.framesPerSecond())
                            .getAsDouble())
                    .isCloseTo(Double.parseDouble(cells[7]), within(1e-9));
            assertThat(AvAlign.V2023
                            .score(sound, small, motion.framesPerSecond())
                            .getAsDouble())
                    .isCloseTo(Double.parseDouble(cells[8]), within(1e-9));
        }
    }

    private static List<Double> times(String cell) {
        return Arrays.stream(cell.trim().split(" ")).map(Double::valueOf).toList();
    }
}
