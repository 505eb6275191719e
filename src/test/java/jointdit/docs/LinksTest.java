package jointdit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages point to is there. */
class LinksTest {
    private static final Pattern NAV = Pattern.compile("(?m)^ +- (?:[^:\\n]+: +)?([\\w./-]+\\.md)$");

    static List<MarkdownPage> pages() {
        return MarkdownPage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(MarkdownPage page) {
        assertThat(page.links())
                .filteredOn(link -> !link.matches("(https?|mailto|data):.*"))
                .allSatisfy(link -> {
                    var parts = link.split("#", 2);
                    var target = parts[0].isEmpty()
                            ? page.file()
                            : page.file().resolveSibling(parts[0]).normalize();
                    assertThat(target).as("%s in %s", link, page.file()).exists();
                    if (parts.length == 2) {
                        assertThat(MarkdownPage.read(target).anchors())
                                .as("%s in %s", link, page.file())
                                .contains(parts[1]);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pagesOfTheSiteLinkWithinDocs(MarkdownPage page) {
        assertThat(page.links())
                .filteredOn(link -> page.file().startsWith("docs") && !link.matches("(https?|mailto|data):.*"))
                .allMatch(link -> page.file()
                        .resolveSibling(link.split("#", 2)[0])
                        .normalize()
                        .startsWith("docs"));
    }

    @Test
    void navigationHoldsAllPagesAndNoOthers() throws IOException {
        var nav = NAV.matcher(Files.readString(Path.of("docs/mkdocs.yml")))
                .results()
                .map(match -> Path.of("docs", match.group(1)))
                .filter(page -> !BuiltPages.made(Path.of("docs").relativize(page)))
                .toList();

        assertThat(nav)
                .containsExactlyInAnyOrderElementsOf(pages().stream()
                        .map(MarkdownPage::file)
                        .filter(file -> file.startsWith("docs"))
                        .toList());
    }
}
