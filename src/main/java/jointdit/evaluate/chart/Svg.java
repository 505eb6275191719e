package jointdit.evaluate.chart;

import java.util.List;
import java.util.Locale;

/** A drawing as SVG text; lengths in pixels, y points down. Readable on light and on dark pages. */
final class Svg {
    /** Colours of series, of middling lightness, so that they stand out on white and on black. */
    private static final List<String> COLOURS =
            List.of("#3b82f6", "#e8710a", "#16a34a", "#d946a6", "#8b5cf6", "#0ea5a5", "#b08900", "#ef4444");

    private static final String STYLE = """
            <style>.jointdit-chart { color: #333; font: 12px system-ui, sans-serif; }
            @media (prefers-color-scheme: dark) { .jointdit-chart { color: #ddd; } }
            .jointdit-chart text { fill: currentColor; }
            .jointdit-chart .title { font-weight: 600; font-size: 14px; }</style>
            """;

    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Where a text has its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** Colour of the series of an index; they come again after eight. */
    static String colour(int series) {
        return COLOURS.get(series % COLOURS.size());
    }

    Svg title(String text) {
        body.append("<text class=\"title\" x=\"%d\" y=\"18\" text-anchor=\"middle\">%s</text>\n"
                .formatted(width / 2, escaped(text)));
        return this;
    }

    Svg text(double x, double y, Anchor anchor, String text) {
        return add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                x, y, anchor.name().toLowerCase(Locale.ROOT), escaped(text));
    }

    /** A text that reads upwards, centred. */
    Svg upwards(double x, double y, String text) {
        return add(
                "<text transform=\"translate(%.1f %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
                x, y, escaped(text));
    }

    /** A line in the colour of text. */
    Svg line(double fromX, double fromY, double toX, double toY, double opacity) {
        return add(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"currentColor\" stroke-opacity=\"%.2f\"/>\n",
                fromX, fromY, toX, toY, opacity);
    }

    /** A curve through points {@code x,y x,y ...}. */
    Svg curve(String points, String colour) {
        return add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\" stroke-linejoin=\"round\"/>\n",
                points, colour);
    }

    Svg bar(double x, double y, double across, double down, String colour) {
        return add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" fill=\"%s\"/>\n",
                x, y, across, down, colour);
    }

    /** All of it; {@code label} is for those who hear it. */
    String text(String label) {
        return "<svg class=\"jointdit-chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                        .formatted(width, height)
                + " aria-label=\"%s\" style=\"width: 100%%; max-width: %dpx\">\n".formatted(escaped(label), width)
                + STYLE
                + body
                + "</svg>\n";
    }

    static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }

    private Svg add(String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values));
        return this;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
