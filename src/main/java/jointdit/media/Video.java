package jointdit.media;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures of a clip at a constant rate.
 *
 * @param width pixels across
 * @param height pixels down
 * @param framesPerSecond frames per second, above 0
 * @param frames RGB24, rows from the top, {@code 3 * width * height} bytes each; read-only by agreement
 */
public record Video(int width, int height, double framesPerSecond, List<byte[]> frames) {
    public Video {
        argument(width > 0 && height > 0, "Frame size must be positive, found %dx%d", width, height);
        argument(framesPerSecond > 0, "Frames per second must be above 0, found %s", framesPerSecond);
        frames = List.copyOf(frames);
        for (var frame : frames) {
            argument(
                    frame.length == 3 * width * height,
                    "A %dx%d frame has %d bytes, found %d",
                    width,
                    height,
                    3 * width * height,
                    frame.length);
        }
    }

    /** Length in seconds. */
    public double seconds() {
        return frames.size() / framesPerSecond;
    }

    /** The same at another rate, at least one frame: of each new frame's time the old one that is shown then. */
    public Video atRate(double rate) {
        int count = (int) Math.max(1, Math.round(seconds() * rate));
        var chosen = IntStream.range(0, count)
                .map(i -> (int) Math.min(frames.size() - 1, (i + 0.5) * framesPerSecond / rate))
                .mapToObj(frames::get)
                .toList();
        return new Video(width, height, rate, chosen);
    }
}
