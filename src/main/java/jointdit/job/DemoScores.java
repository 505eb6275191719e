package jointdit.job;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import jointdit.evaluate.BallIntegrity;
import jointdit.evaluate.BallTrack;
import jointdit.evaluate.EventF1;
import jointdit.evaluate.FloorHits;
import jointdit.evaluate.Onsets;
import jointdit.evaluate.ShuffledPairs;
import jointdit.media.Clip;

/**
 * How well picture and sound agree in clips of scene {@code bounce}: floor hits that are seen against onsets that are
 * heard, within one frame.
 *
 * @param real of the real clips
 * @param generated of the generated clips
 * @param shuffled of the generated pictures, each with the sound of another generated clip: chance
 * @param realBall of the real clips
 * @param generatedBall of the generated clips
 */
record DemoScores(
        EventF1 real, EventF1 generated, EventF1 shuffled, BallIntegrity realBall, BallIntegrity generatedBall) {
    private static final int SHUFFLES = 20;

    /**
     * What happens in a clip.
     *
     * @param seen times of floor hits, seconds
     * @param heard times of onsets, seconds
     * @param seconds length of the clip
     * @param tolerance greatest distance of a pair, one frame
     */
    record Events(List<Double> seen, List<Double> heard, double seconds, double tolerance) {
        static Events of(Clip clip) {
            var rate = clip.video().framesPerSecond();
            return new Events(
                    FloorHits.of(BallTrack.of(clip.video()), rate),
                    Onsets.of(clip.sound()),
                    clip.video().seconds(),
                    1 / rate);
        }
    }

    /** @param generated at least 2 clips */
    static DemoScores of(List<Clip> real, List<Clip> generated) {
        argument(generated.size() >= 2, "Wanted at least 2 generated clips to score, found %d", generated.size());
        var made = generated.stream().map(Events::of).toList();
        var shuffled = IntStream.range(0, SHUFFLES)
                .mapToObj(seed -> {
                    var sounds = ShuffledPairs.of(made.size(), seed);
                    return score(made, i -> sounds[i]);
                })
                .toList();
        return new DemoScores(
                score(real.stream().map(Events::of).toList(), i -> i),
                score(made, i -> i),
                EventF1.pooled(shuffled),
                BallIntegrity.of(real.stream().map(Clip::video).toList()),
                BallIntegrity.of(generated.stream().map(Clip::video).toList()));
    }

    private static EventF1 score(List<Events> clips, IntUnaryOperator sound) {
        return EventF1.pooled(IntStream.range(0, clips.size())
                .mapToObj(i -> EventF1.of(
                        clips.get(sound.applyAsInt(i)).heard(),
                        clips.get(i).seen(),
                        clips.get(i).tolerance()))
                .toList());
    }
}
