package jointdit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes odd files out of plain ones, and tells what FFmpeg itself decodes; a test is skipped where it cannot run. */
final class Ffmpeg {
    private final Path folder;
    private final FfmpegProgram program;

    Ffmpeg(Path folder) {
        this.folder = folder;
        program = programOrSkip(Path.of("target", "ffmpeg-libraries").toAbsolutePath());
    }

    private static FfmpegProgram programOrSkip(Path standIns) {
        try {
            return FfmpegProgram.in(standIns);
        } catch (IllegalStateException e) {
            return abort("Skipped: " + e.getMessage());
        }
    }

    /** What {@code ffmpeg -i IN arguments... OUT.ending} makes; {@code IN} stands for the input, once or more often. */
    byte[] run(byte[] input, String ending, String arguments) {
        try {
            var in = Files.write(folder.resolve("in"), input);
            var out = folder.resolve("out." + ending);
            var words = new ArrayList<>(List.of("-v", "error", "-nostdin", "-y"));
            for (var word : arguments.split(" ", -1)) {
                words.add(word.equals("IN") ? in.toString() : word);
            }
            words.add(out.toString());
            var log = folder.resolve("log");
            var process = program.command(words.toArray(String[]::new))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            assertThat(process.waitFor())
                    .as(Files.readString(log, StandardCharsets.UTF_8))
                    .isZero();
            return Files.readAllBytes(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
