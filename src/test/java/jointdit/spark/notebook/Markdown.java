package jointdit.spark.notebook;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** What Zeppelin shows of {@code %md}. */
final class Markdown {
    private Markdown() {}

    static String html(String text) {
        var tables = List.of(TablesExtension.create());
        var document = Parser.builder().extensions(tables).build().parse(text);
        return "<div class=\"markdown-body\">\n"
                + HtmlRenderer.builder().extensions(tables).build().render(document) + "</div>";
    }
}
