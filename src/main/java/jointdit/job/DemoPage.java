package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jointdit.evaluate.BallIntegrity;
import jointdit.evaluate.EventF1;
import jointdit.job.DemoScores.Events;

/**
 * The page of the demo: one HTML file with relative links to the clips beside it.
 *
 * @param lead what was done, in a sentence or two
 * @param cards a card for each prompt
 * @param scores if they can be told
 * @param noScores why not, if they cannot
 * @param curves losses of the stages
 * @param facts name and value
 * @param next name and command
 */
record DemoPage(
        String lead,
        List<Card> cards,
        Optional<DemoScores> scores,
        String noScores,
        List<LossChart.Curve> curves,
        List<Pair> facts,
        List<Pair> next) {
    DemoPage {
        cards = List.copyOf(cards);
        curves = List.copyOf(curves);
        facts = List.copyOf(facts);
        next = List.copyOf(next);
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
    record Card(String caption, String files, Optional<Events> real, Optional<Events> generated, String error) {}

    /** The page. */
    String html() {
        return Template.of("page.html")
                .fill(Map.of(
                        "style", Template.of("style.css").text(),
                        "lead", lead,
                        "scores",
                                scores.map(DemoPage::bars).orElseGet(() -> "<p>" + Template.escaped(noScores) + "</p>"),
                        "legend",
                                scores.isEmpty()
                                        ? ""
                                        : Template.of("legend.html").text(),
                        "cards",
                                IntStream.range(0, cards.size())
                                        .mapToObj(i -> card(i + 1, cards.get(i)))
                                        .collect(Collectors.joining()),
                        "video-loss", LossChart.svg("video", curves),
                        "audio-loss", LossChart.svg("audio", curves),
                        "facts", rows("<tr><th>%s</th><td>%s</td></tr>", facts),
                        "next", rows("<p>%s</p><pre><code>%s</code></pre>", next)));
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
        return Template.of("scores.html")
                .fill(Map.of(
                        "bars",
                        bar("generated", "Generated clips", scores.generated())
                                + bar(
                                        "shuffled",
                                        "Generated pictures with the sounds of others: chance",
                                        scores.shuffled())
                                + bar("real", "Real clips", scores.real()),
                        "seen",
                        String.valueOf(scores.generated().wanted()),
                        "heard",
                        String.valueOf(scores.generated().found()),
                        "generated-ball",
                        percent(scores.generatedBall()),
                        "real-ball",
                        percent(scores.realBall())));
    }

    private static String bar(String style, String name, EventF1 score) {
        return Template.of("bar.html")
                .fill(Map.of(
                        "style",
                        style,
                        "name",
                        name,
                        "width",
                        String.format(ROOT, "%.0f", 100 * score.f1()),
                        "score",
                        String.format(ROOT, "%.2f", score.f1())));
    }

    private static String percent(BallIntegrity integrity) {
        return String.format(ROOT, "%.0f%%", 100 * integrity.share());
    }
}
