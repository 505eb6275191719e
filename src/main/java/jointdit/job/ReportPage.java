package jointdit.job;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jointdit.evaluate.Figure;
import jointdit.evaluate.MetricName;
import jointdit.evaluate.MetricName.Better;
import jointdit.evaluate.chart.BarChart;
import jointdit.evaluate.chart.BarChart.Bar;
import jointdit.evaluate.chart.Histogram;
import jointdit.spark.evaluate.EvaluateReport;
import jointdit.spark.evaluate.EvaluateReport.Comparison;
import jointdit.spark.evaluate.MetricRow;

/**
 * The page of an evaluation: one HTML file with all that it shows.
 *
 * @param report what it came to
 * @param cards of {@link ReportCards}
 * @param settings JSON of the job's settings
 */
record ReportPage(EvaluateReport report, String cards, String settings) {
    private static final String ALL = "all";

    String html() {
        return Template.ofReport("page.html")
                .fill(Map.of(
                        "run", report.run(),
                        "style", Template.of("style.css").text(),
                        "lead", lead(),
                        "bars", bars(),
                        "figures", figures(),
                        "tables", groups() + comparisons(),
                        "cards", cards,
                        "distributions", distributions(),
                        "notes", findings() + failures(),
                        "settings", settings));
    }

    private String lead() {
        return find(report.run(), "clips", ALL)
                .map(figure -> String.format(ROOT, "%.0f of %d clips could be looked at.", figure.value(), figure.n()))
                .orElse("");
    }

    private Stream<MetricRow> rows() {
        return Stream.concat(report.figures().stream(), report.others().stream());
    }

    private Optional<Figure> find(String run, String metric, String group) {
        return rows().filter(row -> row.run().equals(run))
                .filter(row -> row.metric().equals(metric) && row.group().equals(group))
                .findFirst()
                .map(MetricRow::figure);
    }

    /** This run first. */
    private List<String> runs() {
        return Stream.concat(Stream.of(report.run()), rows().map(MetricRow::run))
                .distinct()
                .toList();
    }

    private List<String> metrics(String group) {
        return rows().filter(row -> row.group().equals(group))
                .map(MetricRow::metric)
                .distinct()
                .sorted((a, b) -> Integer.compare(MetricName.place(a), MetricName.place(b)))
                .toList();
    }

    private String bars() {
        var charts = new ArrayList<String>();
        charts.add(bars(
                "event F1",
                Stream.concat(
                        runs().stream().flatMap(run -> bar(run, run, "event-f1", ALL).stream()),
                        Stream.of("event-f1-shuffled", "event-f1-shifted")
                                .flatMap(metric ->
                                        bar(metric.replace("event-f1-", ""), report.run(), metric, ALL).stream()))));
        charts.add(bars(
                "event F1 by group",
                groupNames().stream().flatMap(group -> bar(group, report.run(), "event-f1", group).stream())));
        charts.add(bars(
                "integrity by group",
                groupNames().stream().flatMap(group -> bar(group, report.run(), "integrity", group).stream())));
        return String.join("\n", charts);
    }

    private static String bars(String title, Stream<Bar> bars) {
        var all = bars.toList();
        return all.isEmpty() ? "" : "<figure>" + new BarChart(title, all).svg() + "</figure>";
    }

    private Optional<Bar> bar(String name, String run, String metric, String group) {
        return find(run, metric, group)
                .filter(figure -> figure.note().isEmpty())
                .map(figure -> new Bar(name, share(figure.value()), share(figure.low()), share(figure.high())));
    }

    private static double share(double value) {
        return Math.max(0, Math.min(1, value));
    }

    private List<String> groupNames() {
        return report.figures().stream()
                .filter(row -> row.run().equals(report.run()) && !row.group().equals(ALL))
                .map(MetricRow::group)
                .distinct()
                .toList();
    }

    private String figures() {
        var head = runs().stream()
                .map(run -> "<th>" + Template.escaped(run) + "</th>")
                .collect(joining());
        var rows = metrics(ALL).stream()
                .map(metric -> "<tr>" + name(metric)
                        + runs().stream()
                                .map(run -> cell(find(run, metric, ALL)))
                                .collect(joining())
                        + "</tr>")
                .collect(joining("\n"));
        return "<tr><th></th>" + head + "</tr>\n" + rows;
    }

    private static String name(String metric) {
        var words = MetricName.of(metric).map(MetricName::words).orElse("");
        return "<th>%s<br><span class=\"why\">%s</span></th>"
                .formatted(Template.escaped(metric), Template.escaped(words));
    }

    private static String cell(Optional<Figure> figure) {
        return figure.map(ReportPage::cell).orElse("<td></td>");
    }

    private static String cell(Figure figure) {
        if (!figure.note().isEmpty()) {
            return "<td><small>" + Template.escaped(figure.note()) + "</small></td>";
        }
        var interval = figure.low() == figure.high()
                ? ""
                : "<br><small>%s to %s</small>".formatted(number(figure.low()), number(figure.high()));
        return "<td class=\"number\">" + number(figure.value()) + interval + "</td>";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.format(ROOT, "%.0f", value)
                : String.format(ROOT, Math.abs(value) < 100 ? "%.3f" : "%.1f", value);
    }

    private String groups() {
        if (groupNames().isEmpty()) {
            return "";
        }
        var head = groupNames().stream()
                .map(g -> "<th>" + Template.escaped(g) + "</th>")
                .collect(joining());
        var metrics = groupNames().stream()
                .flatMap(g -> metrics(g).stream())
                .distinct()
                .toList();
        var rows = metrics.stream()
                .map(metric -> "<tr>" + name(metric)
                        + groupNames().stream()
                                .map(group -> cell(find(report.run(), metric, group)))
                                .collect(joining())
                        + "</tr>")
                .collect(joining("\n"));
        return section("By group", "What clips show, each by itself.", "<tr><th></th>" + head + "</tr>\n" + rows);
    }

    private String comparisons() {
        if (report.comparisons().isEmpty()) {
            return "";
        }
        var rows = report.comparisons().stream().map(ReportPage::row).collect(joining("\n"));
        return section(
                "Against other runs",
                "This run less the other; prompts are drawn together, so where both runs had the same prompts the interval"
                        + " is that of the difference alone.",
                "<tr><th></th><th>against</th><th>difference</th><th></th></tr>\n" + rows);
    }

    private static String row(Comparison comparison) {
        return "<tr><th>%s</th><td>%s</td>%s<td>%s</td></tr>"
                .formatted(
                        Template.escaped(comparison.difference().metric()),
                        Template.escaped(comparison.other()),
                        cell(comparison.difference()),
                        verdict(comparison));
    }

    /** What a difference means. */
    static String verdict(Comparison comparison) {
        var better = MetricName.of(comparison.difference().metric())
                .map(MetricName::better)
                .orElse(Better.NEITHER);
        if (better == Better.NEITHER || !comparison.difference().note().isEmpty()) {
            return "";
        }
        if (!comparison.isClear()) {
            return "cannot be told";
        }
        boolean isMore = comparison.difference().value() > 0;
        return isMore == (better == Better.HIGHER)
                ? "<span class=\"good\">better</span>"
                : "<span class=\"bad\">worse</span>";
    }

    private String distributions() {
        return report.distributions().stream()
                .map(Histogram::svg)
                .map(svg -> "<figure>" + svg + "</figure>")
                .collect(joining("\n"));
    }

    private String findings() {
        var rows = report.findings().stream()
                .map(f -> row(f.clipId(), f.what(), f.words()))
                .collect(joining("\n"));
        return rows.isEmpty()
                ? ""
                : section("Findings", "Single clips that are not as they should be, the first of them.", rows);
    }

    private String failures() {
        var rows = report.failures().stream()
                .map(f -> row(f.id(), f.reason(), f.uri()))
                .collect(joining("\n"));
        return rows.isEmpty() ? "" : section("Failures", "Clips that could not be looked at, the first of them.", rows);
    }

    private static String row(String... cells) {
        return Stream.of(cells)
                .map(cell -> "<td>" + Template.escaped(cell) + "</td>")
                .collect(joining("", "<tr>", "</tr>"));
    }

    private static String section(String title, String lead, String rows) {
        return Template.ofReport("section.html").fill(Map.of("title", title, "lead", lead, "rows", rows));
    }
}
