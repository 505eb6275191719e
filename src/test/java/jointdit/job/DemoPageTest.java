package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jointdit.evaluate.Figure;
import jointdit.evaluate.chart.Curve;
import jointdit.evaluate.chart.LineChart;
import jointdit.job.DemoPage.Card;
import jointdit.job.DemoPage.Pair;
import org.junit.jupiter.api.Test;

class DemoPageTest {
    private static final Optional<EventStrip> STRIP =
            Optional.of(new EventStrip(List.of(0.5, 1.5), List.of(0.6), 2, 0.125));
    private static final DemoScores SCORES = new DemoScores(
            figures("event-f1", 1, "integrity", 1),
            figures("event-f1", 0.5, "event-f1-shuffled", 0.17, "integrity", 0.75));

    @Test
    void aCardShowsTheFirstFrameAndBothClips() {
        var html = page(List.of(new Card("a <red> ball", "show/x", STRIP, STRIP, "")), SCORES);

        assertThat(html)
                .contains(
                        "a &lt;red&gt; ball",
                        "src=\"show/x-first.png\"",
                        "<video src=\"show/x-real.mp4\" poster=\"show/x-first.png\" controls",
                        "<video src=\"show/x-generated.mp4\" poster=\"show/x-first.png\" controls",
                        "src=\"show/x-generated.png\"",
                        "2 events seen, 1 heard");
    }

    @Test
    void theModelThatComesAlongHasASectionOfItsOwn() {
        var drawn = new Card("a dot", "show/shipped/dot", Optional.empty(), Optional.empty(), "");
        var page = new DemoPage(
                "lead", List.of(), Optional.empty(), "", "", List.of(), List.of(), List.of(), List.of(drawn));

        assertThat(page.html())
                .contains(
                        "<h2>The model that comes with this jar</h2>",
                        "src=\"show/shipped/dot-first.png\"",
                        "src=\"show/shipped/dot-generated.mp4\"",
                        "src=\"show/shipped/dot-generated.png\"")
                .doesNotContain("{{");
        assertThat(page(List.of(), SCORES)).doesNotContain("comes with this jar");
    }

    @Test
    void scoresAreBars() {
        assertThat(page(List.of(), SCORES))
                .contains("width: 50%", "<b>0.50</b>", "<b>0.17</b>", "<b>1.00</b>", "in 75% of the generated frames");
    }

    @Test
    void aStripShowsWhatFitsTogether() {
        assertThat(STRIP.orElseThrow().svg())
                .containsSubsequence(
                        "class=\"fits\" cx=\"84.0\"", "class=\"alone\" cx=\"236.0\"", "<path class=\"fits\"");
    }

    @Test
    void aClipThatFailedSaysWhy() {
        var html = page(List.of(new Card("", "show/x", Optional.empty(), Optional.empty(), "no <picture>")), SCORES);

        assertThat(html).contains("no caption", "<p>no &lt;picture&gt;</p>").doesNotContain("x-generated.mp4");
    }

    @Test
    void withoutScoresItSaysWhy() {
        var page = new DemoPage(
                "lead", List.of(), Optional.empty(), "nobody knows", "", List.of(), List.of(), List.of(), List.of());

        assertThat(page.html()).contains("nobody knows").doesNotContain("class=\"bars\"", "class=\"legend\"");
    }

    @Test
    void allElementsAreClosedAndNothingComesFromElsewhere() {
        var html = page(List.of(new Card("a", "show/x", STRIP, STRIP, "")), SCORES);

        for (var element :
                List.of("div", "section", "article", "figure", "video", "svg", "details", "table", "p", "pre")) {
            assertThat(count(html, "</" + element + ">")).as(element).isEqualTo(count(html, "<" + element + "[ >]"));
        }
        assertThat(html).doesNotContain("{{", "src=\"http", "href=\"http", "<script", "@import");
    }

    private static Map<String, Figure> figures(Object... metrics) {
        var figures = new TreeMap<String, Figure>();
        for (int i = 0; i < metrics.length; i += 2) {
            var metric = metrics[i].toString();
            figures.put(metric, figure(metric, ((Number) metrics[i + 1]).doubleValue()));
        }
        return figures;
    }

    private static Figure figure(String metric, double value) {
        return Figure.of(metric, value, value, value, 8);
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }

    private static String page(List<Card> cards, DemoScores scores) {
        var curve = new Curve("learned from", new TreeMap<>(Map.of(1.0, 1.0, 2.0, 0.5)));
        var charts = List.of(new LineChart("video", "steps", "loss", List.of(curve)));
        var facts = List.of(new Pair("Machine", "2 cores"));
        var next = List.of(new Pair("Go on", "jobs/jointdit train"));
        return new DemoPage("lead", cards, Optional.of(scores), "", "", charts, facts, next, List.of()).html();
    }
}
