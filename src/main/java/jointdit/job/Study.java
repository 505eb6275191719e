package jointdit.job;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import jointdit.config.Records;
import jointdit.evaluate.Figure;
import jointdit.evaluate.chart.Curve;
import jointdit.evaluate.chart.LineChart;
import jointdit.job.SynchronyJob.Plot;
import jointdit.job.SynchronyJob.Variant;
import jointdit.spark.PromptConfig;
import jointdit.spark.PromptGenerator;
import jointdit.spark.Storage;
import jointdit.spark.evaluate.EvaluateConfig;
import jointdit.spark.evaluate.MetricRow;
import jointdit.spark.evaluate.MetricTable;
import org.apache.spark.sql.SparkSession;

/**
 * Generates from the same prompts in several ways, and says how good each is.
 *
 * <pre>
 * {@code generate.out}/NAME  clips of a variant
 * {@code evaluate.out}       tables and page of all variants, and
 *   study.md         event F1 and integrity of each variant and group
 *   METRIC.svg       over the variants' x
 * </pre>
 *
 * @param spark the session
 * @param terminal that it is shown on
 * @param generate settings that all variants share
 * @param evaluate settings of the evaluation
 */
record Study(SparkSession spark, Terminal terminal, PromptConfig generate, EvaluateConfig evaluate) {
    void run(List<Variant> variants, Plot plot) {
        for (var variant : variants) {
            var out = generate.out() + "/" + variant.name();
            new PromptGenerator(spark, generate(variant, out)).run(terminal.screen());
            var config = Records.with(evaluate, Map.of("samples", out, "run", variant.name()));
            EvaluateJob.evaluate(spark, config, terminal);
        }
        var rows = new MetricTable(spark, evaluate.out()).read();
        var storage = Storage.of(spark);
        storage.write(evaluate.out() + "/study.md", table(variants, rows));
        for (var metric : plot.metrics()) {
            var curves = curves(variants, rows, metric);
            if (!curves.isEmpty()) {
                var chart = new LineChart(metric, plot.x(), metric, curves).svg();
                storage.write(evaluate.out() + "/" + metric + ".svg", chart);
            }
        }
        terminal.say("Study: " + evaluate.out() + "/study.md");
    }

    private PromptConfig generate(Variant variant, String out) {
        return Records.with(
                generate, Map.of("out", out, "model", variant.model().or(generate::model), "sample", variant.sample()));
    }

    /** Markdown, a line for each run: event F1 and integrity of all clips and of each group. */
    static String table(List<Variant> variants, List<MetricRow> rows) {
        var groups = Stream.concat(
                        Stream.of("all"),
                        rows.stream()
                                .map(MetricRow::group)
                                .filter(g -> !g.equals("all"))
                                .sorted())
                .distinct()
                .toList();
        var runs = Stream.concat(
                        Stream.of(EvaluateConfig.REFERENCE), variants.stream().map(Variant::name))
                .toList();
        return Stream.of("event-f1", "event-f1-shuffled", "integrity")
                .map(metric -> table(metric, runs, groups, rows))
                .collect(joining("\n"));
    }

    private static String table(String metric, List<String> runs, List<String> groups, List<MetricRow> rows) {
        var head = "| " + metric + " | " + String.join(" | ", groups) + " |\n|" + " --- |".repeat(groups.size() + 1);
        var lines = runs.stream()
                .map(run -> "| " + run + " | "
                        + groups.stream()
                                .map(group -> cell(run, metric, group, rows))
                                .collect(joining(" | "))
                        + " |")
                .collect(joining("\n"));
        return head + "\n" + lines + "\n";
    }

    private static String cell(String run, String metric, String group, List<MetricRow> rows) {
        return find(run, metric, group, rows)
                .filter(figure -> figure.note().isEmpty())
                .map(f -> String.format(ROOT, "%.3f (%.3f to %.3f)", f.value(), f.low(), f.high()))
                .findFirst()
                .orElse("");
    }

    private static Stream<Figure> find(String run, String metric, String group, List<MetricRow> rows) {
        return rows.stream()
                .filter(row -> row.run().equals(run)
                        && row.metric().equals(metric)
                        && row.group().equals(group))
                .map(MetricRow::figure);
    }

    /** Of the variants that have an x, a curve for each series. */
    static List<Curve> curves(List<Variant> variants, List<MetricRow> rows, String metric) {
        var series = new LinkedHashMap<String, SortedMap<Double, Double>>();
        for (var variant : variants) {
            variant.x()
                    .ifPresent(x -> find(variant.name(), metric, "all", rows)
                            .filter(figure -> figure.note().isEmpty())
                            .forEach(figure -> series.computeIfAbsent(
                                            variant.series().orElse(""), s -> new TreeMap<>())
                                    .put(x, figure.value())));
        }
        return series.entrySet().stream()
                .map(s -> new Curve(s.getKey(), s.getValue()))
                .toList();
    }
}
