package jointdit.job;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.util.Optional;
import jointdit.config.Settings;
import jointdit.spark.CacheConfig;
import jointdit.spark.CacheLatents;
import jointdit.spark.CacheReport;

/** Encodes clips for training, once: {@code jobs/jointdit cache-latents clips=DIR out=DIR}. */
final class CacheLatentsJob implements Job {
    @Override
    public String name() {
        return "cache-latents";
    }

    @Override
    public String summary() {
        return "Encode clips to a table of latents; again, only what is missing or stale";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var config = settings.read(CacheConfig.class);
        try (var spark = SparkSessions.open(settings)) {
            say(terminal, config, new CacheLatents(spark, config, terminal.screen()).run());
        }
    }

    private static void say(Terminal terminal, CacheConfig config, CacheReport report) {
        var codec = report.codec();
        terminal.say(String.format(
                ROOT,
                "Codec: %.1f dB PSNR, log-mel L1 %.2f on %d clips%s%s",
                codec.psnr(),
                codec.logMelL1(),
                codec.measured(),
                explained("pictures", codec.videoExplained()),
                explained("sounds", codec.audioExplained())));
        terminal.say(String.format(
                ROOT,
                "Clips: %d, of which %d encoded now, %d kept, %d failed; %d stale rows dropped",
                report.clips(),
                report.encoded(),
                report.kept(),
                report.failed(),
                report.dropped()));
        terminal.say("Latents are in " + config.out());
        if (report.failed() > 0) {
            terminal.say("Why clips failed is in " + config.out() + "/failures");
        }
    }

    private static String explained(String part, Optional<Double> share) {
        return share.map(s -> String.format(ROOT, "; channels hold %.1f%% of the %s' variance", 100 * s, part))
                .orElse("");
    }
}
