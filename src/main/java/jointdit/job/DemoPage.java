package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jointdit.evaluate.Figure;
import jointdit.evaluate.chart.LineChart;

/**
 * The page of the demo: one HTML file with relative links to the clips beside it.
 *
 * @param lead what was done, in a sentence or two
 * @param cards a card for each prompt
 * @param scores if they can be told
 * @param noScores why not, if they cannot
 * @param stages what the charts show
 * @param charts losses over training
 * @param facts name and value
 * @param next name and command
 * @param shipped what the model that comes with the program made; empty if none comes
 */
record DemoPage(
        String lead,
        List<Card> cards,
        Optional<DemoScores> scores,
        String noScores,
        String stages,
        List<LineChart> charts,
        List<Pair> facts,
        List<Pair> next,
        List<Card> shipped) {
    DemoPage {
        cards = List.copyOf(cards);
        charts = List.copyOf(charts);
        facts = List.copyOf(facts);
        next = List.copyOf(next);
        shipped = List.copyOf(shipped);
    }

    /** Two texts that belong together. */
    record Pair(String name, String value) {}

    /**
     * A prompt and what came of it. The files are {@code NAME-first.png}, {@code NAME-real.mp4},
     * {@code NAME-generated.mp4} and both with {@code .png}, their contact sheets.
     *
     * @param caption of the prompt
     * @param files path and start of the names of its files
     * @param real what happens in the real clip, where it can be told
     * @param generated what happens in the generated clip, where it can be told
     * @param error why there is no generated clip; empty if there is
     */
    record Card(
            String caption, String files, Optional<EventStrip> real, Optional<EventStrip> generated, String error) {}

    /** The page. */
    String html() {
        return Template.of("page.html")
                .fill(Map.of(
                        "style",
                        Template.of("style.css").text(),
                        "lead",
                        lead,
                        "shipped",
                        shipped.isEmpty()
                                ? ""
                                : Template.of("shipped.html").fill(Map.of("cards", numbered(shipped, DemoPage::drawn))),
                        "scores",
                        scores.map(DemoPage::bars).orElseGet(() -> "<p>" + Template.escaped(noScores) + "</p>"),
                        "legend",
                        scores.isEmpty() ? "" : Template.of("legend.html").text(),
                        "cards",
                        numbered(cards, DemoPage::card),
                        "stages",
                        stages,
                        "charts",
                        charts.stream()
                                .map(chart -> "<figure>" + chart.logSvg() + "</figure>")
                                .collect(Collectors.joining()),
                        "facts",
                        rows("<tr><th>%s</th><td>%s</td></tr>", facts),
                        "next",
                        rows("<p>%s</p><pre><code>%s</code></pre>", next)));
    }

    private static String numbered(List<Card> cards, BiFunction<Integer, Card, String> html) {
        return IntStream.range(0, cards.size())
                .mapToObj(i -> html.apply(i + 1, cards.get(i)))
                .collect(Collectors.joining());
    }

    private static String drawn(int number, Card card) {
        var files = Map.of("files", card.files(), "error", card.error());
        var generated = card.error().isEmpty() ? Template.of("drawn-clip.html") : new Template("<p>{{error}}</p>");
        return Template.of("drawn.html")
                .fill(Map.of(
                        "number",
                        String.valueOf(number),
                        "caption",
                        card.caption(),
                        "files",
                        card.files(),
                        "generated",
                        generated.fill(files)));
    }

    private static String rows(String format, List<Pair> pairs) {
        return pairs.stream()
                .map(pair -> format.formatted(Template.escaped(pair.name()), Template.escaped(pair.value())))
                .collect(Collectors.joining("\n"));
    }

    private static String card(int number, Card card) {
        var generated = card.error().isEmpty() ? Template.of("generated.html") : new Template("<p>{{error}}</p>");
        var files = Map.of("files", card.files(), "error", card.error());
        return Template.of("card.html")
                .fill(Map.of(
                        "number", String.valueOf(number),
                        "caption", card.caption().isEmpty() ? "no caption" : card.caption(),
                        "files", card.files(),
                        "generated", generated.fill(files),
                        "real-events", card.real().map(EventStrip::svg).orElse(""),
                        "generated-events",
                                card.generated().map(EventStrip::svg).orElse("")));
    }

    private static String bars(DemoScores scores) {
        var generated = scores.generated();
        var f1 = generated.get("event-f1");
        return Template.of("scores.html")
                .fill(Map.of(
                        "bars",
                        bar("generated", "Generated clips", f1)
                                + bar(
                                        "shuffled",
                                        "Generated pictures with the sounds of others: chance",
                                        generated.get("event-f1-shuffled"))
                                + bar("real", "Real clips", scores.real().get("event-f1")),
                        "clips",
                        String.valueOf(f1.n()),
                        "low",
                        number(f1.low()),
                        "high",
                        number(f1.high()),
                        "generated-ball",
                        percent(generated.get("integrity")),
                        "real-ball",
                        percent(scores.real().get("integrity"))));
    }

    private static String bar(String style, String name, Figure figure) {
        return Template.of("bar.html")
                .fill(Map.of(
                        "style",
                        style,
                        "name",
                        name,
                        "width",
                        String.format(ROOT, "%.0f", 100 * figure.value()),
                        "score",
                        number(figure.value())));
    }

    private static String number(double value) {
        return String.format(ROOT, "%.2f", value);
    }

    private static String percent(Figure share) {
        return String.format(ROOT, "%.0f%%", 100 * share.value());
    }
}
