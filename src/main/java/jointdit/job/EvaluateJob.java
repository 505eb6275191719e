package jointdit.job;

import static java.util.Locale.ROOT;

import java.io.IOException;
import jointdit.config.Configs;
import jointdit.config.Settings;
import jointdit.spark.Storage;
import jointdit.spark.evaluate.EvaluateClips;
import jointdit.spark.evaluate.EvaluateConfig;
import jointdit.spark.evaluate.EvaluateReport;
import jointdit.spark.evaluate.MetricRow;
import org.apache.spark.sql.SparkSession;

/** Measures clips: {@code jobs/jointdit evaluate samples=DIR reference=DIR latents=DIR out=DIR run=NAME}. */
final class EvaluateJob implements Job {
    private static final int TOLD = 5;
    private static final String ALL = "all";

    @Override
    public String name() {
        return "evaluate";
    }

    @Override
    public String summary() {
        return "Measure clips: synchrony, quality, likeness to training clips; tables and a page that compares runs";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var config = settings.read(EvaluateConfig.class);
        try (var spark = SparkSessions.open(settings)) {
            evaluate(spark, config, terminal);
        }
    }

    /** Evaluates, writes the page and says what came of it. */
    static EvaluateReport evaluate(SparkSession spark, EvaluateConfig config, Terminal terminal) {
        var report = new EvaluateClips(spark, config, terminal.screen()).run();
        var storage = Storage.of(spark);
        var cards = new ReportCards(storage, config.decode()).html(report.shown());
        storage.write(config.out() + "/report.html", new ReportPage(report, cards, Configs.json(config)).html());
        say(terminal, config, report);
        return report;
    }

    private static void say(Terminal terminal, EvaluateConfig config, EvaluateReport report) {
        terminal.say(String.format(ROOT, "%-28s %9s  %-18s %6s", config.run(), "value", "95% interval", "n"));
        report.figures().stream()
                .filter(row -> row.run().equals(config.run()) && row.group().equals(ALL))
                .forEach(row -> terminal.say(line(row)));
        report.failures().stream()
                .limit(TOLD)
                .forEach(failure -> terminal.say("Failed: " + failure.id() + ": " + failure.reason()));
        terminal.say("Table: " + config.out() + "/metrics, " + config.out() + "/metrics.json");
        terminal.say("Page: " + config.out() + "/report.html");
    }

    private static String line(MetricRow row) {
        if (!row.note().isEmpty()) {
            return String.format(ROOT, "%-28s %9s  %s", row.metric(), "-", row.note());
        }
        var interval = row.low() == row.high() ? "" : String.format(ROOT, "%.3f to %.3f", row.low(), row.high());
        var value = row.value() == Math.rint(row.value())
                ? String.format(ROOT, "%.0f", row.value())
                : String.format(ROOT, "%.3f", row.value());
        return String.format(ROOT, "%-28s %9s  %-18s %6d", row.metric(), value, interval, row.n());
    }
}
