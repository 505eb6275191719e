package jointdit.evaluate.sync;

import java.util.List;
import java.util.Optional;
import jointdit.media.Sound;
import jointdit.media.Video;

/** A dot turns between up and down, and so does the pitch. */
record GlideWatch() implements SceneWatch {
    private static final Disc DOT = Disc.ofRadius(5 / 64.0);

    /** Least rise and fall around a turn, in sides; real ones have 0.24. */
    private static final double PROMINENCE = 0.08;

    /** Steps of the pitch, 10 ms each, that a parabola reaches to each side. */
    private static final int REACH = 8;

    /** Octaves of pitch to a side of height. */
    private static final double OCTAVES = 2.5 / 0.8;

    @Override
    public Seen seen(Video video) {
        var dots = video.frames().stream()
                .map(frame -> new ColourMask(frame, video.width(), video.height()).largest())
                .toList();
        var heights = dots.stream()
                .mapToDouble(dot -> dot.map(d -> -d.y()).orElse(Double.NaN))
                .toArray();
        int whole = (int) dots.stream()
                .flatMap(Optional::stream)
                .filter(DOT::fits)
                .filter(Blob::isOnePiece)
                .count();
        var times = new Turns(Gaps.closed(heights), PROMINENCE, 1)
                .places().stream().map(k -> k / video.framesPerSecond()).toList();
        return new Seen(times, whole, dots.size());
    }

    @Override
    public List<Double> heard(Sound sound) {
        var pitch = Pitch.of(sound);
        return new Turns(Gaps.closed(pitch.octaves()), OCTAVES * PROMINENCE, REACH)
                .places().stream().map(k -> k * pitch.hop()).toList();
    }
}
