package jointdit.job;

import static java.util.Locale.ROOT;
import static jointdit.config.Check.argument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jointdit.config.Settings;
import jointdit.golden.Comparison;
import jointdit.golden.GoldenCheck;

/** Computes reference numbers of published networks again: {@code jobs/jointdit check-goldens DIR}. */
final class CheckGoldensJob implements Job {
    /**
     * Settings of this job.
     *
     * @param dir a golden, or a folder of them
     */
    record CheckGoldens(String dir) {
        CheckGoldens {
            argument(Files.isDirectory(Path.of(dir)), "dir must be a folder of goldens, found none at %s", dir);
        }
    }

    @Override
    public String name() {
        return "check-goldens";
    }

    @Override
    public String summary() {
        return "Compute reference numbers of published networks again and compare";
    }

    @Override
    public Optional<String> mainKey() {
        return Optional.of("dir");
    }

    @Override
    public void run(Settings settings, Terminal terminal) {
        var dir = settings.read(CheckGoldens.class).dir();
        var folders = GoldenCheck.folders(Path.of(dir));
        argument(!folders.isEmpty(), "Wanted goldens (folders with meta.json) in %s, found none", dir);
        var failed = 0;
        var checked = 0;
        for (var folder : folders) {
            for (var comparison : GoldenCheck.check(folder)) {
                terminal.say(line(comparison));
                checked++;
                failed += comparison.passes() ? 0 : 1;
            }
        }
        terminal.say("%d goldens, %d tensors, %d failed".formatted(folders.size(), checked, failed));
        if (failed > 0) {
            throw new IllegalStateException("%d of %d tensors differ from the reference".formatted(failed, checked));
        }
    }

    private static String line(Comparison comparison) {
        return String.format(
                ROOT,
                "%-4s %-34s %-60s error %9.2e  tolerance %9.2e  %s",
                comparison.passes() ? "ok" : "FAIL",
                comparison.golden(),
                comparison.tensor(),
                comparison.error(),
                comparison.tolerance(),
                comparison.remark());
    }
}
