package jointdit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuiltPagesTest {
    @Test
    void timelineHasDaysNewestFirst() {
        var page = Timeline.page("2026-11-23 abc Second *day*\n2026-11-23 abd More\n2026-11-22 abe First\n");

        assertThat(page)
                .containsSubsequence(
                        "## 2026-11-23",
                        "2 commits",
                        "- Second \\*day\\* `abc`",
                        "- More `abd`",
                        "## 2026-11-22",
                        "- First `abe`");
    }

    @Test
    void timelineWithoutGitSaysSo() {
        assertThat(Timeline.page("")).contains("outside a git checkout");
    }

    @Test
    void notesBecomeWordsCodeAndOutputs() {
        var page = NotebookPage.of("""
                {"name": "JointDiT/7 Words", "paragraphs": [
                  {"text": "%md\\nSome words.", "results": {"msg": [{"type": "HTML", "data": "<p>Some words.</p>"}]}},
                  {"title": "Count", "text": "%spark\\nval n = 1", "results": {"msg": [{"type": "TEXT", "data": "n: Int = 1\\n"}]}},
                  {"text": "%spark.sql\\nselect 1", "results": {"msg": [{"type": "TABLE", "data": "a\\tb\\n1\\tx|y\\n"}]}},
                  {"text": "%spark\\nshow", "results": {"msg": [{"type": "HTML", "data": "<b>clip</b>\\n\\n<i/>"}]}},
                  {"text": "%spark\\npicture", "results": {"msg": [{"type": "IMG", "data": "QUJD"}]}},
                  {"text": ""}]}""");

        assertThat(page).isEqualTo("""
                # 7 Words

                Some words.

                ### Count

                ```scala
                val n = 1
                ```

                ```text
                n: Int = 1
                ```

                ```sql
                select 1
                ```

                | a | b |
                | --- | --- |
                | 1 | x\\|y |

                ```scala
                show
                ```

                <div class="output"><b>clip</b>
                <i/></div>

                ```scala
                picture
                ```

                <div class="output"><img alt="" src="data:image/png;base64,QUJD"></div>
                """);
    }

    @Test
    void everyNotebookIsAPage() {
        assertThat(BuiltPages.notebooks()).hasSize((int) BuiltPages.pages("").keySet().stream()
                .filter(name -> name.startsWith("notebooks/"))
                .count());
    }
}
