package jointdit.ui;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jointdit.config.Configs;
import jointdit.spark.PromptConfig;
import jointdit.spark.PromptRow;

/**
 * Values of all {@link Fields}, checked.
 *
 * @param values by name; read-only by agreement
 */
record RunSettings(JsonObject values) {
    /** As {@link Fields#checked}, with a seed drawn if there is none. */
    static RunSettings of(Fields fields, JsonObject given) {
        var values = fields.checked(given);
        if (values.get("seed").isJsonNull()) {
            values.add("seed", new JsonPrimitive(Ids.seed()));
        }
        return new RunSettings(values);
    }

    int steps() {
        return values.get("steps").getAsInt();
    }

    Optional<Double> seconds() {
        return number("seconds");
    }

    /** Rate of the video file. */
    Optional<Double> framesPerSecond() {
        return number("framesPerSecond");
    }

    private Optional<Double> number(String name) {
        var value = values.get(name);
        return value.isJsonNull() ? Optional.empty() : Optional.of(value.getAsDouble());
    }

    String prompt() {
        return text("prompt");
    }

    private String text(String name) {
        return values.get(name).getAsString();
    }

    /** The settings of generation with these in the place of the usual ones. */
    PromptConfig changed(PromptConfig usual) {
        var inSample = List.of(
                "sampling.steps = " + steps(),
                "sampling.solver = " + text("solver"),
                "mode = " + text("mode"),
                guidance(),
                MemoryProfile.of(text("memory")).change());
        return Configs.changed(
                usual, inSample.stream().map(change -> "sample." + change).toArray(String[]::new));
    }

    private String guidance() {
        var weights = Stream.of("wv", "wa", "wt", "wi", "wnt", "rescale")
                .map(name -> name + " = " + values.get(name).getAsDouble())
                .collect(Collectors.joining(", "));
        return "guidance { kind = %s, %s }".formatted(text("guidance"), weights);
    }

    /** What is wanted, from this first frame if there is one. */
    PromptRow row(String id, Optional<byte[]> picture) {
        return new PromptRow(
                id,
                Optional.empty(),
                picture,
                prompt(),
                text("negativePrompt"),
                Optional.of(values.get("seed").getAsLong()),
                Optional.of(steps()),
                Optional.empty(),
                seconds(),
                Optional.empty(),
                "");
    }
}
