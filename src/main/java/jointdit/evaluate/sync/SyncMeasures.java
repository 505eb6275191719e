package jointdit.evaluate.sync;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jointdit.evaluate.Measure;

/**
 * Figures of synchrony, one clip's share of each.
 *
 * <pre>
 * event-f1           agreement of what is seen and heard, see {@link EventF1}; -precision: share of the sounds that belong
 *                    to something seen; -recall: share of what is seen that is heard
 * event-f1-shifted   the same with the sound moved in time, round the clip: chance
 * event-f1-shuffled  the same with the sound of another clip: chance
 * event-offset       sound after picture in seconds, mean of pairs at most two frames apart
 * integrity          share of frames in which what the scene shows is whole
 * hits, onsets       events seen and heard in a clip
 * av-align-2023, -2025  {@link AvAlign}, with -shifted and -shuffled
 * lag, lag-correlation  {@link Lag}
 * event-f1-video-truth   agreement of what is seen with what is known to happen; -audio-truth: of what is heard
 * event-offset-video-truth, -audio-truth  after what is known to happen in seconds, as above
 * </pre>
 *
 * @param tolerance greatest distance in seconds of what is seen and its sound
 */
public record SyncMeasures(double tolerance) implements Serializable {
    private static final int SHIFTS = 8;

    /** Of one clip. */
    public List<Measure> of(SyncFacts clip) {
        var all = new ArrayList<Measure>();
        var agreement = EventF1.of(clip.heard(), clip.seen(), tolerance);
        all.add(f1("event-f1", agreement));
        all.add(Measure.share("event-precision", agreement.matched(), agreement.found()));
        all.add(Measure.share("event-recall", agreement.matched(), agreement.wanted()));
        all.add(offset("event-offset", clip.heard(), clip.seen()));
        if (clip.frames() > 0) {
            all.add(Measure.share("integrity", clip.whole(), clip.frames()));
        }
        all.add(Measure.mean("hits", clip.seen().size()));
        all.add(Measure.mean("onsets", clip.heard().size()));
        clip.lag().ifPresent(lag -> all.add(Measure.mean("lag", lag)));
        clip.lagCorrelation().ifPresent(c -> all.add(Measure.mean("lag-correlation", c)));
        for (var version : AvAlign.values()) {
            score(version, clip, clip.onsets()).ifPresent(s -> all.add(Measure.mean(version.metric(), s)));
        }
        all.addAll(shifted(clip));
        return all;
    }

    /** Of one clip in which something is known to happen, in seconds, ascending. */
    public List<Measure> against(SyncFacts clip, List<Double> truth) {
        return List.of(
                f1("event-f1-video-truth", EventF1.of(clip.seen(), truth, tolerance)),
                f1("event-f1-audio-truth", EventF1.of(clip.heard(), truth, tolerance)),
                offset("event-offset-video-truth", clip.seen(), truth),
                offset("event-offset-audio-truth", clip.heard(), truth));
    }

    /** Of the pictures of one clip with the sound of another. */
    public List<Measure> shuffled(SyncFacts picture, SyncFacts sound) {
        var all = new ArrayList<Measure>();
        all.add(f1("event-f1-shuffled", EventF1.of(sound.heard(), picture.seen(), tolerance)));
        for (var version : AvAlign.values()) {
            score(version, picture, sound.onsets())
                    .ifPresent(s -> all.add(Measure.mean(version.metric() + "-shuffled", s)));
        }
        return all;
    }

    /** Of one clip whose sound begins later, and goes on with what it began with. */
    private List<Measure> shifted(SyncFacts clip) {
        double matched = 0;
        double events = 0;
        var sums = new double[AvAlign.values().length];
        var counts = new int[sums.length];
        for (int k = 1; k <= SHIFTS; k++) {
            double by = k * clip.seconds() / (SHIFTS + 1);
            var agreement = EventF1.of(moved(clip.heard(), by, clip.seconds()), clip.seen(), tolerance);
            matched += 2 * agreement.matched();
            events += agreement.found() + agreement.wanted();
            for (var version : AvAlign.values()) {
                var score = score(version, clip, moved(clip.onsets(), by, clip.seconds()));
                sums[version.ordinal()] += score.orElse(0.0);
                counts[version.ordinal()] += score.isPresent() ? 1 : 0;
            }
        }
        var all = new ArrayList<Measure>();
        all.add(Measure.share("event-f1-shifted", matched / SHIFTS, events / SHIFTS));
        for (var version : AvAlign.values()) {
            if (counts[version.ordinal()] > 0) {
                double mean = sums[version.ordinal()] / counts[version.ordinal()];
                all.add(Measure.mean(version.metric() + "-shifted", mean));
            }
        }
        return all;
    }

    private static List<Double> moved(List<Double> times, double by, double seconds) {
        return times.stream().map(t -> (t + by) % seconds).sorted().toList();
    }

    private static Measure f1(String metric, EventF1 agreement) {
        return Measure.share(metric, 2 * agreement.matched(), agreement.found() + agreement.wanted());
    }

    private static Optional<Double> score(AvAlign version, SyncFacts picture, List<Double> onsets) {
        var motions = version == AvAlign.V2023 ? picture.smallMotions() : picture.motions();
        var score = version.score(onsets, motions, picture.framesPerSecond());
        return score.isPresent() ? Optional.of(score.getAsDouble()) : Optional.empty();
    }

    /** Each event with the nearest of the others. */
    private Measure offset(String metric, List<Double> events, List<Double> others) {
        double sum = 0;
        double pairs = 0;
        for (double event : events) {
            var nearest =
                    others.stream().map(other -> event - other).min((a, b) -> Double.compare(Math.abs(a), Math.abs(b)));
            if (nearest.isPresent() && Math.abs(nearest.get()) <= 2 * tolerance) {
                sum += nearest.get();
                pairs++;
            }
        }
        return Measure.share(metric, sum, pairs);
    }
}
