package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import jointdit.evaluate.BallIntegrity;
import jointdit.evaluate.EventF1;
import jointdit.job.DemoPage.Card;
import jointdit.job.DemoPage.Pair;
import jointdit.job.DemoScores.Events;
import org.junit.jupiter.api.Test;

class DemoPageTest {
    private static final Events EVENTS = new Events(List.of(0.5), List.of(0.5), 2, 0.125);
    private static final DemoScores SCORES = new DemoScores(
            new EventF1(10, 10, 10),
            new EventF1(3, 5, 7),
            new EventF1(1, 5, 7),
            new BallIntegrity(16, 16),
            new BallIntegrity(12, 16));

    @Test
    void aCardShowsTheFirstFrameAndBothClips() {
        var html =
                page(List.of(new Card("a <red> ball", "show/x", Optional.of(EVENTS), Optional.of(EVENTS), "")), SCORES);

        assertThat(html)
                .contains(
                        "a &lt;red&gt; ball",
                        "src=\"show/x-first.png\"",
                        "<video src=\"show/x-real.mp4\" controls",
                        "<video src=\"show/x-generated.mp4\" controls",
                        "src=\"show/x-generated.png\"",
                        "1 floor hits seen, 1 onsets heard");
    }

    @Test
    void scoresAreBars() {
        assertThat(page(List.of(), SCORES))
                .contains("width: 50%", "<b>0.50</b>", "<b>0.17</b>", "<b>1.00</b>", "in 75% of the generated frames");
    }

    @Test
    void aClipThatFailedSaysWhy() {
        var html = page(List.of(new Card("", "show/x", Optional.empty(), Optional.empty(), "no <picture>")), SCORES);

        assertThat(html).contains("no caption", "<p>no &lt;picture&gt;</p>").doesNotContain("x-generated.mp4");
    }

    @Test
    void withoutScoresItSaysWhy() {
        var page = new DemoPage("lead", List.of(), Optional.empty(), "nobody knows", List.of(), List.of(), List.of());

        assertThat(page.html()).contains("nobody knows").doesNotContain("class=\"bars\"", "class=\"legend\"");
    }

    @Test
    void allElementsAreClosedAndNothingComesFromElsewhere() {
        var html = page(List.of(new Card("a", "show/x", Optional.of(EVENTS), Optional.of(EVENTS), "")), SCORES);

        for (var element :
                List.of("div", "section", "article", "figure", "video", "svg", "details", "table", "p", "pre")) {
            assertThat(count(html, "</" + element + ">")).as(element).isEqualTo(count(html, "<" + element + "[ >]"));
        }
        assertThat(html).doesNotContain("{{", "http://", "https://", "<script");
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }

    private static String page(List<Card> cards, DemoScores scores) {
        var facts = List.of(new Pair("Machine", "2 cores"));
        var next = List.of(new Pair("Go on", "jobs/jointdit train"));
        return new DemoPage("lead", cards, Optional.of(scores), "", List.of(), facts, next).html();
    }
}
