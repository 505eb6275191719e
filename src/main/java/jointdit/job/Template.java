package jointdit.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of the jar with places to fill: {@code {{name}}} takes a text and escapes it for HTML, {@code {{{name}}}}
 * takes HTML.
 *
 * @param text the text
 */
record Template(String text) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\{([a-z-]+)}}}|\\{\\{([a-z-]+)}}");

    /** The file of this name beside the demo's page. */
    static Template of(String name) {
        return at("/jointdit/demo/" + name);
    }

    /** The file of this name beside the page of an evaluation. */
    static Template ofReport(String name) {
        return at("/jointdit/report/" + name);
    }

    private static Template at(String path) {
        try (var in = Template.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("Cannot find " + path + " in the jar");
            }
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /**
     * The text with its places filled.
     *
     * @throws IllegalStateException if there is no value for a place
     */
    String fill(Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), match.group(2), values)));
    }

    private static String value(String html, String plain, Map<String, String> values) {
        var name = html == null ? plain : html;
        var value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("No value for {{" + name + "}}");
        }
        return html == null ? escaped(value) : value;
    }

    /** Text as HTML shows it. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
