package jointdit.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request gets.
 *
 * @param status of HTTP
 * @param type of the body
 * @param body read-only by agreement
 * @param headers further ones
 */
record Answer(int status, String type, byte[] body, Map<String, String> headers) {
    static final String JSON = "application/json; charset=utf-8";
    static final String PNG = "image/png";
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    /** JSON with its status. */
    static Answer json(int status, JsonElement body) {
        return new Answer(status, JSON, text(body).getBytes(UTF_8), Map.of());
    }

    /** JSON as one line of text. */
    static String text(JsonElement body) {
        return GSON.toJson(body);
    }

    /** JSON. */
    static Answer json(JsonElement body) {
        return json(200, body);
    }

    /** Nothing to say. */
    static Answer empty() {
        return new Answer(204, JSON, new byte[0], Map.of());
    }

    /** A file. */
    static Answer file(String type, byte[] body) {
        return new Answer(200, type, body, Map.of());
    }

    /** A file that stays what it is. */
    static Answer kept(String type, byte[] body) {
        return file(type, body).with("Cache-Control", "private, max-age=3600");
    }

    /** What went wrong. */
    static Answer of(ApiProblem problem) {
        var json = new JsonObject();
        json.addProperty("error", problem.getMessage());
        problem.field().ifPresent(field -> json.addProperty("field", field));
        return json(problem.status(), json);
    }

    /** The same with a header. */
    Answer with(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, type, body, Map.copyOf(all));
    }
}
