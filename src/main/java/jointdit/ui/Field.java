package jointdit.ui;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;

/**
 * A setting of a run, as the page shows it.
 *
 * @param name in requests
 * @param label for people
 * @param group of the form
 * @param kind what values it has
 * @param usual value where none is given; JSON's null where the model has its own
 * @param help one line
 */
record Field(String name, String label, Group group, Kind kind, JsonElement usual, String help) {
    /** Parts of the form. */
    enum Group {
        PROMPT,
        PICTURE,
        SAMPLING,
        GUIDANCE,
        MEMORY
    }

    /** What values a setting has; each writes what the page must know of it. */
    sealed interface Kind {
        String name();

        /** The value in its one form, or a problem. */
        JsonElement checked(Field field, JsonElement value);

        void describe(JsonObject json);
    }

    /** A number in a range. */
    record Range(String name, double min, double max, double step) implements Kind {
        static Range number(double min, double max, double step) {
            return new Range("number", min, max, step);
        }

        static Range integer(long min, long max) {
            return new Range("integer", min, max, 1);
        }

        static Range seed() {
            return new Range("seed", 0, (1L << 53) - 1, 1);
        }

        @Override
        public JsonElement checked(Field field, JsonElement value) {
            if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
                var number = value.getAsDouble();
                var whole = name.equals("number") || number == Math.rint(number);
                if (min <= number && number <= max && whole) {
                    return name.equals("number") ? new JsonPrimitive(number) : new JsonPrimitive((long) number);
                }
            }
            throw field.wrong("a%s number from %s to %s".formatted(whole(), plain(min), plain(max)), value);
        }

        private String whole() {
            return name.equals("number") ? "" : " whole";
        }

        private static String plain(double number) {
            return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : Double.toString(number);
        }

        @Override
        public void describe(JsonObject json) {
            json.addProperty("min", min);
            json.addProperty("max", max);
            json.addProperty("step", step);
        }
    }

    /** One of some names. */
    record Choice(List<String> choices) implements Kind {
        Choice {
            choices = List.copyOf(choices);
        }

        @Override
        public String name() {
            return "choice";
        }

        @Override
        public JsonElement checked(Field field, JsonElement value) {
            if (isText(value) && choices.contains(value.getAsString())) {
                return value;
            }
            throw field.wrong("one of " + String.join(", ", choices), value);
        }

        @Override
        public void describe(JsonObject json) {
            var names = new JsonArray();
            choices.forEach(names::add);
            json.add("choices", names);
        }
    }

    /** A text of limited length. */
    record Text(int most) implements Kind {
        @Override
        public String name() {
            return "text";
        }

        @Override
        public JsonElement checked(Field field, JsonElement value) {
            if (isText(value) && value.getAsString().length() <= most) {
                return value;
            }
            throw field.wrong("a text of at most %d characters".formatted(most), value);
        }

        @Override
        public void describe(JsonObject json) {
            json.addProperty("max", most);
        }
    }

    private static boolean isText(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
    }

    /**
     * The value that counts.
     *
     * @throws ApiProblem if it is not allowed
     */
    JsonElement checked(JsonElement value) {
        return value.isJsonNull() ? usual : kind.checked(this, value);
    }

    private ApiProblem wrong(String wanted, JsonElement found) {
        var text = found.toString();
        return ApiProblem.in(
                name,
                "Wanted %s in %s, found %s".formatted(wanted, name, text.substring(0, Math.min(60, text.length()))));
    }

    /** As the page reads it. */
    JsonObject json() {
        var json = new JsonObject();
        json.addProperty("name", name);
        json.addProperty("label", label);
        json.addProperty("group", group.name().toLowerCase(Locale.ROOT));
        json.addProperty("kind", kind.name());
        json.add("default", usual);
        json.addProperty("help", help);
        kind.describe(json);
        return json;
    }
}
