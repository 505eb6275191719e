package jointdit.evaluate.sync;

import java.util.List;
import java.util.Optional;
import jointdit.media.Clip;
import jointdit.media.Cut;
import jointdit.media.DecodeConfig;
import jointdit.media.MediaDecoder;
import jointdit.media.Motion;
import jointdit.media.Sound;
import jointdit.media.Video;
import jointdit.synthetic.SceneKind;

/**
 * What is seen and heard in a clip, small enough to be kept; times in seconds from its start, ascending.
 *
 * @param seen events in the pictures: those of its scene, or peaks of motion where it shows no known one
 * @param heard events in the sound, likewise
 * @param whole frames in which what the scene shows is whole; 0 where it shows no known one
 * @param frames that {@code whole} is of; 0 where it shows no known scene
 * @param seconds its length
 * @param framesPerSecond of the file itself
 * @param smallMotions peaks of motion, however small
 * @param motions those of at least 0.1 pixels
 * @param onsets peaks of the onset envelope
 * @param lag of sound after picture; empty where nothing changes
 * @param lagCorrelation of motion and onsets at that lag
 */
public record SyncFacts(
        List<Double> seen,
        List<Double> heard,
        int whole,
        int frames,
        double seconds,
        double framesPerSecond,
        List<Double> smallMotions,
        List<Double> motions,
        List<Double> onsets,
        Optional<Double> lag,
        Optional<Double> lagCorrelation) {
    public SyncFacts {
        seen = List.copyOf(seen);
        heard = List.copyOf(heard);
        smallMotions = List.copyOf(smallMotions);
        motions = List.copyOf(motions);
        onsets = List.copyOf(onsets);
    }

    /**
     * Looks and listens.
     *
     * @param file of the clip, for motion at its own size and rate
     * @param cut part of the file that is the clip
     * @param clip the same at the size and rates at which scenes are looked at
     * @param scene that it shows, if it is known
     * @throws jointdit.media.BadClip if the file cannot be read; without sound it is silent
     */
    public static SyncFacts of(byte[] file, Cut cut, Clip clip, Optional<SceneKind> scene) {
        var motion = MediaDecoder.motion(file);
        var small = inside(MotionPeaks.of(motion, AvAlign.V2023.leastMotion()), cut);
        var large = inside(MotionPeaks.of(motion, AvAlign.V2025.leastMotion()), cut);
        var envelope = OnsetEnvelope.of(sound(file, cut, clip.video()));
        var onsets = envelope.peaks();
        var lag = isWhole(cut, motion) ? Lag.of(motion, envelope) : Optional.<Lag>empty();
        var watch = scene.map(SceneWatch::of);
        var seen = watch.map(w -> w.seen(clip.video())).orElseGet(() -> new Seen(large, 0, 0));
        var heard = watch.map(w -> w.heard(clip.sound())).orElse(onsets);
        return new SyncFacts(
                seen.times(),
                heard,
                seen.whole(),
                seen.frames(),
                length(motion, cut),
                motion.framesPerSecond(),
                small,
                large,
                onsets,
                lag.map(Lag::seconds),
                lag.map(Lag::correlation));
    }

    private static Sound sound(byte[] file, Cut cut, Video video) {
        var config = new DecodeConfig(video.width(), video.height(), video.framesPerSecond(), OnsetEnvelope.RATE);
        return MediaDecoder.hasSound(file)
                ? new MediaDecoder(config).sound(file, cut)
                : Clip.silent(video, OnsetEnvelope.RATE).sound();
    }

    /** The events of a known scene alone. */
    public static SyncFacts of(Clip clip, SceneKind scene) {
        var watch = SceneWatch.of(scene);
        var seen = watch.seen(clip.video());
        return new SyncFacts(
                seen.times(),
                watch.heard(clip.sound()),
                seen.whole(),
                seen.frames(),
                clip.video().seconds(),
                clip.video().framesPerSecond(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether the clip is all of the file, within a frame. */
    private static boolean isWhole(Cut cut, Motion motion) {
        return cut.startSeconds() == 0 && cut.endSeconds() + 1 / motion.framesPerSecond() >= motion.seconds();
    }

    private static double length(Motion motion, Cut cut) {
        return Math.min(motion.seconds(), cut.endSeconds()) - cut.startSeconds();
    }

    private static List<Double> inside(List<Double> times, Cut cut) {
        return times.stream()
                .filter(t -> cut.startSeconds() <= t && t < cut.endSeconds())
                .map(t -> t - cut.startSeconds())
                .toList();
    }
}
