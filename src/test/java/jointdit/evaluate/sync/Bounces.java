package jointdit.evaluate.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import jointdit.media.Sound;
import jointdit.media.Video;
import jointdit.synthetic.Event;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;
import jointdit.synthetic.SyntheticClip;

/** A hundred real clips of scene {@code bounce}, and what a model may do to them. */
final class Bounces {
    static final List<SyntheticClip> REAL = LongStream.range(0, 100)
            .mapToObj(seed -> SceneKind.BOUNCE.draw(SceneConfig.standard(), seed))
            .toList();

    /** One frame in seconds. */
    static final double FRAME = 1 / SceneConfig.standard().framesPerSecond();

    private Bounces() {}

    static List<Video> videos(UnaryOperator<Video> change) {
        return REAL.stream().map(c -> change.apply(c.clip().video())).toList();
    }

    static List<Double> times(SyntheticClip clip) {
        return clip.events().stream().map(Event::atSeconds).toList();
    }

    static List<Double> hits(Video video) {
        return FloorHits.of(BallTrack.of(video), video.framesPerSecond());
    }

    /** Normal noise on every channel of every pixel, {@code sigma} of 255. */
    static Video noisy(Video video, double sigma, Random random) {
        return frames(video, frame -> {
            var noisy = frame.clone();
            for (int i = 0; i < noisy.length; i++) {
                noisy[i] = (byte) Math.round(clip((frame[i] & 255) + sigma * random.nextGaussian()));
            }
            return noisy;
        });
    }

    /** The mean of every pixel and its eight neighbours; the outermost pixels stay. */
    static Video blurred(Video video) {
        int row = 3 * video.width();
        return frames(video, frame -> {
            var blurred = frame.clone();
            for (int i = row + 3; i < frame.length - row - 3; i++) {
                int sum = 0;
                for (int near : new int[] {-row - 3, -row, -row + 3, -3, 0, 3, row - 3, row, row + 3}) {
                    sum += frame[i + near] & 255;
                }
                blurred[i] = (byte) (sum / 9);
            }
            return blurred;
        });
    }

    /** Every frame moved up or down by a normal number of pixels, rounded. */
    static Video shaken(Video video, double sigma, Random random) {
        int row = 3 * video.width();
        return frames(video, frame -> {
            int rows = (int) Math.round(sigma * random.nextGaussian());
            var moved = new byte[frame.length];
            for (int y = 0; y < video.height(); y++) {
                int from = Math.max(0, Math.min(video.height() - 1, y + rows));
                System.arraycopy(frame, from * row, moved, y * row, row);
            }
            return moved;
        });
    }

    /** Every frame after {@code change}. */
    static Video frames(Video video, UnaryOperator<byte[]> change) {
        return new Video(
                video.width(),
                video.height(),
                video.framesPerSecond(),
                video.frames().stream().map(change).toList());
    }

    static Sound noise(int rate, int samples, double sigma, long seed) {
        var random = new Random(seed);
        var noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) (sigma * random.nextGaussian());
        }
        return new Sound(rate, noise);
    }

    /** Agreement of {@code found} with the true times of the real clips, one frame apart at most. */
    static EventF1 agreement(List<List<Double>> found) {
        var parts = new ArrayList<EventF1>();
        for (int i = 0; i < found.size(); i++) {
            parts.add(EventF1.of(found.get(i), times(REAL.get(i)), FRAME));
        }
        return EventF1.pooled(parts);
    }

    private static double clip(double value) {
        return Math.max(0, Math.min(255, value));
    }
}
