package jointdit.docs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A note of Zeppelin as a page: its words, its code, and what came out when it was last run. */
final class NotebookPage {
    private static final Map<String, String> LANGUAGES =
            Map.of("spark", "scala", "sql", "sql", "sh", "bash", "pyspark", "python");

    private NotebookPage() {}

    /** @param json a note as Zeppelin stores it ({@code .zpln}) */
    static String of(String json) {
        var note = JsonParser.parseString(json).getAsJsonObject();
        var name = note.get("name").getAsString();
        var paragraphs = note.getAsJsonArray("paragraphs").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(paragraph -> !text(paragraph, "text").isBlank())
                .map(NotebookPage::paragraph)
                .collect(Collectors.joining("\n"));
        var title = name.substring(name.lastIndexOf('/') + 1);
        return paragraphs.stripLeading().startsWith("# ") ? paragraphs : "# " + title + "\n\n" + paragraphs;
    }

    private static String paragraph(JsonObject paragraph) {
        var text = text(paragraph, "text").strip();
        var parts = text.startsWith("%") ? text.split("\\s+", 2) : new String[] {"%spark", text};
        var interpreter = parts[0].substring(1).replaceAll("^.*\\.", "");
        var body = parts.length == 2 ? parts[1].strip() : "";
        var title = Optional.of(text(paragraph, "title")).filter(t -> !t.isBlank());
        var head = title.map(t -> "### " + t + "\n\n").orElse("");
        if (interpreter.equals("md")) {
            return head + body + "\n";
        }
        var code = fenced(LANGUAGES.getOrDefault(interpreter, interpreter), body);
        return head + code + results(paragraph).map(NotebookPage::output).collect(Collectors.joining());
    }

    private static Stream<JsonObject> results(JsonObject paragraph) {
        if (!(paragraph.get("results") instanceof JsonObject results) || !results.has("msg")) {
            return Stream.of();
        }
        return StreamSupport.stream(results.getAsJsonArray("msg").spliterator(), false)
                .map(JsonElement::getAsJsonObject);
    }

    private static String output(JsonObject result) {
        var data = text(result, "data");
        return switch (text(result, "type")) {
            case "HTML" ->
                "\n<div class=\"output\">" + data.replaceAll("\\n\\s*\\n", "\n").strip() + "</div>\n";
            case "IMG" ->
                "\n<div class=\"output\"><img alt=\"\" src=\"data:image/png;base64," + data.strip() + "\"></div>\n";
            case "TABLE" -> "\n" + table(data);
            default -> data.isBlank() ? "" : "\n" + fenced("text", data.stripTrailing());
        };
    }

    /** Zeppelin's tables are lines of cells between tabs, the first of them names. */
    private static String table(String data) {
        var rows = data.lines()
                .filter(line -> !line.isBlank())
                .map(line -> Arrays.stream(line.split("\t", -1))
                        .map(Timeline::escaped)
                        .toList())
                .toList();
        if (rows.isEmpty()) {
            return "";
        }
        var rule = rows.get(0).stream().map(cell -> "---").toList();
        return Stream.concat(Stream.of(rows.get(0), rule), rows.stream().skip(1))
                .map(cells -> "| " + String.join(" | ", cells) + " |\n")
                .collect(Collectors.joining());
    }

    private static String fenced(String language, String body) {
        return "```%s\n%s\n```\n".formatted(language, body);
    }

    private static String text(JsonObject object, String key) {
        var value = object.get(key);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }
}
