package jointdit.pretrained;

import static java.nio.charset.StandardCharsets.UTF_8;
import static jointdit.config.Check.argument;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A published {@code config.json}, read as it is. Every option is read, {@linkplain #only checked} or
 * {@linkplain #ignore ignored} by name; {@link #finish} then names those left over, so that none is passed over in
 * silence. An option that is absent or null has the default of the published code.
 */
public final class ModelConfig {
    private final String place;
    private final JsonObject options;
    private final Set<String> seen = new LinkedHashSet<>();

    private ModelConfig(String place, JsonObject options) {
        this.place = place;
        this.options = options;
        ignore("_class_name", "_diffusers_version", "_name_or_path", "_commit_hash");
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is not a JSON object
     * @throws UncheckedIOException if it cannot be read
     */
    public static ModelConfig read(Path path) {
        try {
            return parse(path.toString(), Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /**
     * Reads one that comes with the jar.
     *
     * @param name under {@code jointdit}, such as {@code published/svd_xt_vae.config.json}
     * @throws IllegalArgumentException if there is none of this name
     */
    public static ModelConfig shipped(String name) {
        try (var file = ModelConfig.class.getResourceAsStream("/jointdit/" + name)) {
            argument(file != null, "Wanted settings of a network in the jar, found no jointdit/%s", name);
            return parse(name, new String(file.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }

    /** Parses text; {@code place} is its name in errors. */
    public static ModelConfig parse(String place, String json) {
        try {
            var tree = JsonParser.parseString(json);
            argument(tree.isJsonObject(), "Wanted a JSON object in %s", place);
            return new ModelConfig(place, tree.getAsJsonObject());
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("Cannot read %s: %s".formatted(place, e.getMessage()), e);
        }
    }

    /** Where it was read from. */
    public String place() {
        return place;
    }

    /** Names of all options, null ones apart. */
    public List<String> keys() {
        return options.keySet().stream().filter(this::has).toList();
    }

    /** Whether there is a value, not null. */
    public boolean has(String key) {
        return options.has(key) && !options.get(key).isJsonNull();
    }

    /** The {@code _class_name} of diffusers or the first of {@code architectures} of transformers. */
    public Optional<String> className() {
        if (has("_class_name")) {
            return Optional.of(text("_class_name"));
        }
        return has("architectures") ? texts("architectures").stream().findFirst() : Optional.empty();
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException naming the option if it is absent or something else
     */
    public int integer(String key) {
        var value = number(key);
        argument(value == Math.rint(value), "Wanted a whole number for %s of %s, found %s", key, place, value);
        return Math.toIntExact((long) value);
    }

    /** The same, or {@code standard} where the option is absent or null. */
    public int integer(String key, int standard) {
        return seen(key) ? integer(key) : standard;
    }

    /**
     * A number.
     *
     * @throws IllegalArgumentException naming the option if it is absent or something else
     */
    public double number(String key) {
        var value = primitive(key);
        argument(value.isNumber(), "Wanted a number for %s of %s, found %s", key, place, value);
        return value.getAsDouble();
    }

    /** The same, or {@code standard} where the option is absent or null. */
    public double number(String key, double standard) {
        return seen(key) ? number(key) : standard;
    }

    /**
     * True or false, or {@code standard} where the option is absent or null.
     *
     * @throws IllegalArgumentException naming the option if it is something else
     */
    public boolean flag(String key, boolean standard) {
        if (!seen(key)) {
            return standard;
        }
        var value = primitive(key);
        argument(value.isBoolean(), "Wanted true or false for %s of %s, found %s", key, place, value);
        return value.getAsBoolean();
    }

    /**
     * A text.
     *
     * @throws IllegalArgumentException naming the option if it is absent, or a list or block
     */
    public String text(String key) {
        return primitive(key).getAsString();
    }

    /** The same, or {@code standard} where the option is absent or null. */
    public String text(String key, String standard) {
        return seen(key) ? text(key) : standard;
    }

    /** A list of whole numbers. */
    public List<Integer> integers(String key) {
        return elements(key).stream().map(JsonElement::getAsInt).toList();
    }

    /** A list of numbers. */
    public List<Double> numbers(String key) {
        return elements(key).stream().map(JsonElement::getAsDouble).toList();
    }

    /** A list of texts. */
    public List<String> texts(String key) {
        return elements(key).stream().map(JsonElement::getAsString).toList();
    }

    /** One number for each of {@code count} levels: a list of that length, or a single number for all. */
    public List<Integer> perLevel(String key, int count) {
        if (element(key).isJsonArray()) {
            var values = integers(key);
            argument(values.size() == count, "Wanted %d values for %s of %s, found %s", count, key, place, values);
            return values;
        }
        var value = integer(key);
        return Collections.nCopies(count, value);
    }

    /** The same for a key that may be absent. */
    public List<Integer> perLevel(String key, int count, int standard) {
        return seen(key) ? perLevel(key, count) : Collections.nCopies(count, standard);
    }

    /** The raw JSON of an option, for shapes the other readers do not know. */
    public JsonElement element(String key) {
        argument(seen(key), "Wanted %s in %s, found %s", key, place, options.keySet());
        return options.get(key);
    }

    /** An inner object, to be finished on its own. */
    public ModelConfig block(String key) {
        var value = element(key);
        argument(value.isJsonObject(), "Wanted an object for %s of %s, found %s", key, place, value);
        return new ModelConfig(place + ": " + key, value.getAsJsonObject());
    }

    /**
     * Requires an option to be absent, null or one of {@code supported} (numbers, booleans, strings).
     *
     * @throws IllegalArgumentException naming the option, its value and what is supported
     */
    public ModelConfig only(String key, Object... supported) {
        if (seen(key)) {
            var value = options.get(key);
            argument(
                    value.isJsonPrimitive()
                            && Arrays.stream(supported).anyMatch(s -> same(s, value.getAsJsonPrimitive())),
                    "Option %s of %s is %s; supported here: absent or %s",
                    key,
                    place,
                    value,
                    Arrays.toString(supported));
        }
        return this;
    }

    private static boolean same(Object supported, JsonPrimitive value) {
        return supported instanceof Number number
                ? value.isNumber() && value.getAsDouble() == number.doubleValue()
                : supported.toString().equals(value.getAsString());
    }

    /** Passes over options that do not change what the network computes here. */
    public ModelConfig ignore(String... keys) {
        seen.addAll(List.of(keys));
        return this;
    }

    /**
     * Ends the reading.
     *
     * @throws IllegalArgumentException naming all options that were not read
     */
    public void finish() {
        var unknown = options.keySet().stream()
                .filter(k -> !seen.contains(k) && !(options.get(k) instanceof JsonNull))
                .toList();
        argument(
                unknown.isEmpty(),
                "Options %s of %s are not supported; this network would compute something else",
                unknown,
                place);
    }

    private boolean seen(String key) {
        seen.add(key);
        return has(key);
    }

    private JsonPrimitive primitive(String key) {
        var value = element(key);
        argument(value.isJsonPrimitive(), "Wanted one value for %s of %s, found %s", key, place, value);
        return value.getAsJsonPrimitive();
    }

    private List<JsonElement> elements(String key) {
        var value = element(key);
        argument(value.isJsonArray(), "Wanted a list for %s of %s, found %s", key, place, value);
        return StreamSupport.stream(value.getAsJsonArray().spliterator(), false).toList();
    }
}
