package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Time of encoding a whole clip by Stable Video Diffusion's autoencoder, by frames encoded together. */
final class BenchEncoding {
    private final BenchPretrainedConfig.Clip clip;
    private final String vae;
    private final BenchClock clock;

    BenchEncoding(BenchPretrainedConfig config, BenchClock clock) {
        clip = config.clip();
        vae = config.vae();
        this.clock = clock;
    }

    /** A line for each size. */
    List<String> lines() {
        try (var encoder = new BenchEncoder(vae)) {
            return clip.sides().stream().map(side -> line(encoder, side)).toList();
        }
    }

    /** All batches of a clip take the same time, so one of them is measured. */
    private String line(BenchEncoder encoder, int side) {
        var works = new ArrayList<BenchWork>();
        try {
            clip.framesPerBatch().forEach(frames -> works.add(encoder.of(frames, side)));
            var speeds = clock.speeds(works);
            var times = IntStream.range(0, works.size())
                    .mapToObj(i -> time(clip.framesPerBatch().get(i), speeds.get(i)))
                    .collect(Collectors.joining(", "));
            return "%-28s %s frames a batch"
                    .formatted("encoding %1$d frames of %2$dx%2$d".formatted(clip.frames(), side), times);
        } finally {
            works.forEach(BenchWork::close);
        }
    }

    private String time(int frames, BenchSpeed batch) {
        return String.format(ROOT, "%.0f ms by %d", batch.milliseconds() * clip.frames() / frames, frames);
    }
}
