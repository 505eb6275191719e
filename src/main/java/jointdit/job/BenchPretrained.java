package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Speed of Stable Video Diffusion's networks over that of plain convolutions of the same run, and their memory. */
final class BenchPretrained {
    private final BenchPretrainedConfig config;
    private final BenchClock clock;

    BenchPretrained(BenchPretrainedConfig config, BenchClock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Figures of the encoder and of a level of the UNet, a line each. */
    List<String> lines() {
        try (var encoder = new BenchEncoder(config.vae());
                var picture = encoder.of(1, config.picture());
                var level = BenchLevel.of(config)) {
            var lines = new ArrayList<>(speeds(picture, level));
            var memory = new BenchMemory(config.calls());
            lines.add(memory.line("encoder", picture));
            lines.add(memory.line("UNet level", level));
            return lines;
        }
    }

    private List<String> speeds(BenchWork picture, BenchWork level) {
        var convolutions = new ArrayList<BenchWork>();
        try {
            config.convolutions().forEach(size -> convolutions.add(BenchForward.convolutions(size)));
            var speeds = clock.speeds(Stream.concat(Stream.of(picture, level), convolutions.stream())
                    .toList());
            var peak = BenchSpeed.best(speeds.subList(2, speeds.size()));
            return List.of(
                    String.format(
                            ROOT, "3x3 convolution, float32     %8.1f GFLOP/s, the convolution peak", peak * 1e-9),
                    overPeak("SVD VAE encoder at %1$dx%1$d".formatted(config.picture()), speeds.get(0), peak),
                    overPeak("SVD UNet level at %1$dx%1$d".formatted(config.level()), speeds.get(1), peak));
        } finally {
            convolutions.forEach(BenchWork::close);
        }
    }

    private static String overPeak(String name, BenchSpeed speed, double peak) {
        return String.format(
                ROOT,
                "%-28s %8.2f  of the convolution peak (at least 0.55; %.1f GFLOP/s, %.0f ms)",
                name,
                speed.rate() / peak,
                speed.gigaflops(),
                speed.milliseconds());
    }
}
