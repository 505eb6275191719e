package jointdit.job;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jointdit.media.DecodeConfig;
import jointdit.media.FfmpegProgram;
import jointdit.media.MediaDecoder;
import jointdit.media.Mp4;
import jointdit.spark.TemporaryFolder;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;

/** CPU time of decoding a clip over that of the {@code ffmpeg} program of the same libraries. */
final class BenchDecoding {
    private static final Pattern TIMES = Pattern.compile("utime=([0-9.]+)s stime=([0-9.]+)s");
    /** Decodings before the first that counts: Java's compiler has done its work then. */
    private static final int WARM_UP = 10;

    private static final DecodeConfig WANTED = new DecodeConfig(64, 64, 8, 16_000);

    private final BenchConfig config;

    BenchDecoding(BenchConfig config) {
        this.config = config;
    }

    /** One line. */
    List<String> lines() {
        try (var folder = TemporaryFolder.of("bench")) {
            return lines(folder.path());
        }
    }

    private List<String> lines(Path folder) {
        var scene = new SceneConfig(config.side(), config.side(), config.seconds(), 25, 16_000);
        var bytes = Mp4.bytes(SceneKind.BOUNCE.draw(scene, 1).clip());
        var file = folder.resolve("clip.mp4");
        write(file, bytes);
        var ffmpeg = FfmpegProgram.in(folder.resolve("libraries"));
        var decoder = new MediaDecoder(WANTED);
        for (var i = 0; i < WARM_UP; i++) {
            decoder.clip(bytes);
        }
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        for (var i = 0; i < config.repeats(); i++) {
            ours.add(ours(decoder, bytes));
            theirs.add(theirs(ffmpeg, file));
        }
        return List.of(String.format(
                ROOT,
                "decoding over ffmpeg         %8.2f  (at most 1.00; CPU %.0f and %.0f ms for %.0f s of %dx%d)",
                BenchClock.median(ours) / BenchClock.median(theirs),
                BenchClock.median(ours) * 1e3,
                BenchClock.median(theirs) * 1e3,
                config.seconds(),
                config.side(),
                config.side()));
    }

    private static double ours(MediaDecoder decoder, byte[] bytes) {
        var threads = ManagementFactory.getThreadMXBean();
        var start = threads.getCurrentThreadCpuTime();
        decoder.clip(bytes);
        return (threads.getCurrentThreadCpuTime() - start) * 1e-9;
    }

    /** User and system time that ffmpeg tells of itself, for the same pictures and sound. */
    private static double theirs(FfmpegProgram ffmpeg, Path file) {
        try {
            var process = command(ffmpeg, file).redirectErrorStream(true).start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var times = TIMES.matcher(text);
            if (process.waitFor() != 0 || !times.find()) {
                throw new IllegalStateException("The ffmpeg program failed: " + text);
            }
            return Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run the ffmpeg program", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the ffmpeg program ran", e);
        }
    }

    /** Decodes and resizes the pictures, and resamples the sound, in one thread. */
    private static ProcessBuilder command(FfmpegProgram ffmpeg, Path file) {
        var pictures = "fps=8,scale=64:64:flags=bilinear,format=rgb24";
        var sound = file.resolveSibling("sound.f32").toString();
        return ffmpeg.command(
                "-nostdin",
                "-benchmark",
                "-threads",
                "1",
                "-filter_threads",
                "1",
                "-i",
                file.toString(),
                "-map",
                "0:v",
                "-vf",
                pictures,
                "-f",
                "null",
                "-",
                "-map",
                "0:a",
                "-ac",
                "1",
                "-ar",
                "16000",
                "-f",
                "f32le",
                "-y",
                sound);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
