package jointdit.job;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.util.Set;
import jointdit.config.Settings;
import jointdit.spark.EvaluateClips;
import jointdit.spark.EvaluateConfig;
import jointdit.spark.EvaluateReport;
import jointdit.spark.MetricRow;

/** Measures clips: {@code jobs/jointdit evaluate samples=DIR out=DIR run=NAME}. */
final class EvaluateJob implements Job {
    private static final int TOLD = 5;
    private static final Set<String> COUNTS = Set.of("clips", "failures");

    @Override
    public String name() {
        return "evaluate";
    }

    @Override
    public String summary() {
        return "Measure how well sound and picture of bouncing balls agree";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var config = settings.read(EvaluateConfig.class);
        try (var spark = SparkSessions.open(settings)) {
            say(terminal, config, new EvaluateClips(spark, config, terminal.screen()).run());
        }
    }

    static void say(Terminal terminal, EvaluateConfig config, EvaluateReport report) {
        terminal.say(String.format(ROOT, "%-20s %8s  %-18s %6s", config.run(), "value", "95% interval", "clips"));
        report.figures().forEach(row -> terminal.say(line(row)));
        report.failures().stream()
                .limit(TOLD)
                .forEach(failure -> terminal.say("Failed: " + failure.id() + ": " + failure.reason()));
        terminal.say("Table: " + config.out() + "/metrics, " + config.out() + "/metrics.json");
    }

    private static String line(MetricRow row) {
        if (COUNTS.contains(row.metric())) {
            return String.format(ROOT, "%-20s %8.0f  %-18s %6d", row.metric(), row.value(), "", row.n());
        }
        var interval = String.format(ROOT, "%.3f to %.3f", row.low(), row.high());
        return String.format(ROOT, "%-20s %8.3f  %-18s %6d", row.metric(), row.value(), interval, row.n());
    }
}
