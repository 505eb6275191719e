package jointdit.spark;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The program yt-dlp, which fetches videos of YouTube; it needs ffmpeg to cut them.
 *
 * @param program its name on the PATH, or its path
 */
record YtDlp(String program) implements Serializable {
    private static final Pattern ID = Pattern.compile("(.+)_(\\d{6})_(\\d{6})");
    private static final long LONGEST_MINUTES = 10;
    private static final int LONGEST_REASON = 300;

    /** Whether it can be run here. */
    boolean isHere() {
        try {
            var version = start(List.of("--version"), Path.of("/dev/null"));
            return version.waitFor(1, TimeUnit.MINUTES) && version.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What is to be done where it is not. */
    String absence() {
        return ("Cannot run %s, which fetches missing videos; install it (pip install yt-dlp) with ffmpeg, or put the"
                        + " video into the folder source.videos")
                .formatted(program);
    }

    /**
     * The section of a video that its name tells, as MP4.
     *
     * @param id such as {@code Ptf_2VRj-V0_000122_000132}
     * @throws IOException with the program's own reason if it cannot be had
     */
    byte[] fetch(String id) throws IOException, InterruptedException {
        var parts = ID.matcher(id);
        argument(parts.matches(), "Wanted a videoID such as YOUTUBEID_000010_000020, found %s", id);
        try (var folder = TemporaryFolder.of("yt-dlp-")) {
            var log = folder.path().resolve("log");
            var process = start(words(parts.group(1), seconds(parts.group(2)), seconds(parts.group(3)), folder), log);
            finish(process, log);
            return Files.readAllBytes(folder.path().resolve("video.mp4"));
        }
    }

    private static List<String> words(String video, int from, int to, TemporaryFolder folder) {
        return List.of(
                "--no-playlist",
                "--no-progress",
                "--format",
                "bestvideo[ext=mp4]+bestaudio[ext=m4a]/best[ext=mp4]/best",
                "--download-sections",
                "*%d-%d".formatted(from, to),
                "--force-keyframes-at-cuts",
                "--merge-output-format",
                "mp4",
                "--output",
                folder.path().resolve("video.mp4").toString(),
                "--",
                "https://www.youtube.com/watch?v=" + video);
    }

    private Process start(List<String> arguments, Path log) throws IOException {
        var words = new ArrayList<>(List.of(program));
        words.addAll(arguments);
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(log.toFile())
                .start();
    }

    private void finish(Process process, Path log) throws IOException, InterruptedException {
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("%s took more than %d minutes".formatted(program, LONGEST_MINUTES));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException("%s: %s".formatted(program, reason(log)));
        }
    }

    private static String reason(Path log) throws IOException {
        var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        var last = lines.isEmpty() ? "no reason given" : lines.get(lines.size() - 1);
        return last.substring(0, Math.min(LONGEST_REASON, last.length()));
    }

    private static int seconds(String digits) {
        return Integer.parseInt(digits);
    }
}
