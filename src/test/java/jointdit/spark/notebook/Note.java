package jointdit.spark.notebook;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A note of Zeppelin as a file: its paragraphs, without what changes from one run to the next (times, users, progress).
 *
 * @param file where it lies
 * @param id of the note, the end of the file's name as Zeppelin wants it: {@code NAME_ID.zpln}
 * @param name of the note
 * @param paragraphs in order
 */
record Note(Path file, String id, String name, List<Paragraph> paragraphs) {
    private static final Path FOLDER = Path.of("notebooks");

    /**
     * A paragraph.
     *
     * @param id stable
     * @param title above it; empty for none
     * @param text with the name of its interpreter, such as {@code %spark}
     * @param results of the last run
     */
    record Paragraph(String id, String title, String text, List<Result> results) {
        /** The name of its interpreter, such as {@code spark.sql}. */
        String interpreter() {
            return text.split("\\s", 2)[0].substring(1);
        }

        /** Its text without the name. */
        String code() {
            return text.split("\\s", 2)[1].strip();
        }

        Paragraph showing(List<Result> shown) {
            return new Paragraph(id, title, text, shown);
        }
    }

    /**
     * A result as Zeppelin shows it.
     *
     * @param type {@code TEXT}, {@code HTML} or {@code TABLE}
     * @param data of it
     */
    record Result(String type, String data) {
        private static final Pattern BEGIN = Pattern.compile("(?m)^%(html|table|text)\\s");

        /**
         * Results of what was printed: each begins at a line with a percent sign and a type; empty ones are left out.
         */
        static List<Result> of(String printed) {
            var results = new ArrayList<Result>();
            var begin = BEGIN.matcher(printed);
            var type = "text";
            int from = 0;
            while (begin.find()) {
                results.add(new Result(type, printed.substring(from, begin.start())));
                type = begin.group(1);
                from = begin.end();
            }
            results.add(new Result(type, printed.substring(from)));
            results.removeIf(result -> result.data.isEmpty());
            return results;
        }

        Result {
            type = type.toUpperCase(Locale.ROOT);
            data = data.strip();
        }
    }

    /** All notes of this project, by name. */
    static List<Note> all() {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".zpln"))
                    .sorted()
                    .map(Note::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + FOLDER.toAbsolutePath(), e);
        }
    }

    private static Note read(Path file) {
        try {
            var json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            var paragraphs = StreamSupport.stream(
                            json.getAsJsonArray("paragraphs").spliterator(), false)
                    .map(JsonElement::getAsJsonObject)
                    .map(Note::paragraph)
                    .toList();
            return new Note(file, text(json, "id"), text(json, "name"), paragraphs);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static Paragraph paragraph(JsonObject json) {
        var results = new ArrayList<Result>();
        if (json.has("results")) {
            json.getAsJsonObject("results")
                    .getAsJsonArray("msg")
                    .forEach(msg -> results.add(
                            new Result(text(msg.getAsJsonObject(), "type"), text(msg.getAsJsonObject(), "data"))));
        }
        return new Paragraph(text(json, "id"), text(json, "title"), text(json, "text"), results);
    }

    private static String text(JsonObject json, String key) {
        return json.has(key) ? json.get(key).getAsString() : "";
    }

    Note with(List<Paragraph> others) {
        return new Note(file, id, name, others);
    }

    @Override
    public String toString() {
        return name;
    }

    /** The file's content: equal notes give equal text. */
    String json() {
        var json = new JsonObject();
        var all = new JsonArray();
        paragraphs.forEach(paragraph -> all.add(json(paragraph)));
        json.add("paragraphs", all);
        json.addProperty("name", name);
        json.addProperty("id", id);
        json.addProperty("defaultInterpreterGroup", "spark");
        for (var empty : List.of("noteParams", "noteForms", "angularObjects", "config", "info")) {
            json.add(empty, new JsonObject());
        }
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json) + "\n";
    }

    private static JsonObject json(Paragraph paragraph) {
        var json = new JsonObject();
        json.addProperty("id", paragraph.id());
        if (!paragraph.title().isEmpty()) {
            json.addProperty("title", paragraph.title());
        }
        json.addProperty("text", paragraph.text());
        json.add("config", config(paragraph));
        var settings = new JsonObject();
        settings.add("params", new JsonObject());
        settings.add("forms", new JsonObject());
        json.add("settings", settings);
        json.add("results", results(paragraph));
        json.addProperty("status", "FINISHED");
        return json;
    }

    private static JsonObject config(Paragraph paragraph) {
        var language = switch (paragraph.interpreter()) {
            case "md" -> "markdown";
            case "spark.sql" -> "sql";
            default -> "scala";
        };
        var editor = new JsonObject();
        editor.addProperty("language", language);
        editor.addProperty("editOnDblClick", language.equals("markdown"));
        var config = new JsonObject();
        config.addProperty("colWidth", 12.0);
        config.addProperty("enabled", true);
        config.addProperty("editorHide", language.equals("markdown"));
        config.addProperty("title", !paragraph.title().isEmpty());
        config.addProperty("editorMode", "ace/mode/" + language);
        config.add("editorSetting", editor);
        config.add("results", new JsonObject());
        return config;
    }

    private static JsonObject results(Paragraph paragraph) {
        var messages = new JsonArray();
        for (var result : paragraph.results()) {
            var message = new JsonObject();
            message.addProperty("type", result.type());
            message.addProperty("data", result.data());
            messages.add(message);
        }
        var json = new JsonObject();
        json.addProperty("code", "SUCCESS");
        json.add("msg", messages);
        return json;
    }
}
