package jointdit.spark.notebook;

import java.util.Base64;
import java.util.List;

/** What notebooks show as HTML: figures side by side, with their bytes inside, on one line. */
final class Html {
    /** What a notebook adds, such as names of values, is a text of its own; a table ends at an empty line. */
    static final String END = "\n\n%text ";

    private static final String DISPLAY = "%html ";
    private static final String ROW = "<div style=\"display:flex;flex-wrap:wrap;gap:12px\">";

    private Html() {}

    static String row(List<String> figures) {
        return whole(ROW + String.join("", figures) + "</div>");
    }

    /** An element by itself; notebooks take a line that begins with a percent sign for the next result. */
    static String whole(String html) {
        return DISPLAY + html.replace("\n", " ") + END;
    }

    static String figure(String caption, String inside) {
        return "<figure style=\"margin:0;max-width:100%%\">%s<figcaption>%s</figcaption></figure>"
                .formatted(inside, escaped(caption));
    }

    /** @param width pixels on the page; pixels of small pictures stay squares */
    static String picture(byte[] png, int width, String told) {
        return "<img src=\"data:image/png;base64,%s\" alt=\"%s\" style=\"width:%dpx;max-width:100%%;image-rendering:pixelated\">"
                .formatted(base64(png), escaped(told), width);
    }

    static String video(byte[] mp4, int width) {
        return "<video controls loop playsinline src=\"data:video/mp4;base64,%s\" style=\"width:%dpx;image-rendering:pixelated\"></video>"
                .formatted(base64(mp4), width);
    }

    static String sound(byte[] wav) {
        return "<audio controls src=\"data:audio/wav;base64,%s\"></audio>".formatted(base64(wav));
    }

    static String paragraph(String text) {
        return "<p>" + escaped(text) + "</p>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
