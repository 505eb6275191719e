package jointdit.ui;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request as the API sees it.
 *
 * @param path values of the parts of its path that have names
 * @param query values behind the question mark
 * @param type of the body, in lower case; empty if there is none
 * @param body what it carries; read-only by agreement
 */
record Call(Map<String, String> path, Map<String, String> query, String type, byte[] body) {
    /** The named part of the path. */
    String part(String name) {
        return path.get(name);
    }

    /** A text behind the question mark; empty if there is none. */
    String text(String name) {
        return query.getOrDefault(name, "");
    }

    /** Whether a value behind the question mark says yes. */
    boolean wants(String name) {
        return text(name).equals("1");
    }

    /**
     * A number behind the question mark.
     *
     * @throws ApiProblem if it is no whole number from 0 to {@code most}
     */
    int number(String name, int usual, int most) {
        var text = text(name);
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > most) {
            throw ApiProblem.in(name, "Wanted a whole number from 0 to %d, found \"%s\"".formatted(most, brief(text)));
        }
        return Integer.parseInt(text);
    }

    /**
     * The body, which is JSON.
     *
     * @throws ApiProblem if it is none
     */
    JsonObject json() {
        requireJson();
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            var element = JsonParser.parseString(text);
            if (element.isJsonObject()) {
                return element.getAsJsonObject();
            }
        } catch (JsonParseException | CharacterCodingException | StackOverflowError e) {
            throw ApiProblem.of(
                    400, "Wanted a JSON object, found something else: " + brief(String.valueOf(e.getMessage())));
        }
        throw ApiProblem.of(400, "Wanted a JSON object, found another value");
    }

    /**
     * Makes sure that the client says it sends JSON, which pages of other sites cannot say unasked.
     *
     * @throws ApiProblem if it says otherwise
     */
    void requireJson() {
        if (!type.equals("application/json")) {
            throw ApiProblem.of(415, "Wanted Content-Type: application/json, found \"%s\"".formatted(brief(type)));
        }
    }

    private static String brief(String text) {
        return text.substring(0, Math.min(100, text.length()));
    }
}
