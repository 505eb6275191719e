package jointdit.ui;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.stream.Stream;
import jointdit.config.Configs;
import jointdit.spark.PromptConfig;
import jointdit.ui.Field.Choice;
import jointdit.ui.Field.Group;
import jointdit.ui.Field.Kind;
import jointdit.ui.Field.Range;
import jointdit.ui.Field.Text;

/**
 * All settings of a run.
 *
 * @param all in the order of the form
 */
record Fields(List<Field> all) {
    private static final double MOST_WEIGHT = 10;

    Fields {
        all = List.copyOf(all);
    }

    /** With the defaults of the block {@code generate} and the bounds of {@code ui.limits}. */
    static Fields of(PromptConfig usual, UiConfig.Limits limits) {
        var sample =
                JsonParser.parseString(Configs.json(usual)).getAsJsonObject().getAsJsonObject("sample");
        return new Fields(Stream.of(prompts(limits), clip(sample, limits), guidance(sample), memory(sample))
                .flatMap(List::stream)
                .toList());
    }

    private static List<Field> prompts(UiConfig.Limits limits) {
        var text = new Text(limits.promptLength());
        var none = new JsonPrimitive("");
        return List.of(
                new Field("prompt", "Prompt", Group.PROMPT, text, none, "What to show and what is to be heard"),
                new Field(
                        "negativePrompt",
                        "Negative prompt",
                        Group.PROMPT,
                        text,
                        none,
                        "What to keep away from, as strongly as wnt says"));
    }

    private static List<Field> clip(JsonObject sample, UiConfig.Limits limits) {
        var sampling = sample.getAsJsonObject("sampling");
        var steps = Math.min(limits.steps(), sampling.get("steps").getAsInt());
        return List.of(
                sampling(
                        "steps",
                        "Steps",
                        Range.integer(1, limits.steps()),
                        new JsonPrimitive(steps),
                        "More steps take longer and give finer clips"),
                sampling(
                        "seed",
                        "Seed",
                        Range.seed(),
                        JsonNull.INSTANCE,
                        "Equal seeds give equal clips; none draws one"),
                sampling(
                        "seconds",
                        "Seconds",
                        Range.number(0.1, limits.seconds(), 0.1),
                        JsonNull.INSTANCE,
                        "Length of the clip; none takes that of the model's training"),
                sampling(
                        "framesPerSecond",
                        "Frames per second",
                        Range.number(1, 60, 1),
                        JsonNull.INSTANCE,
                        "Rate of the video file: frames are repeated or left out, the length stays"),
                sampling(
                        "solver",
                        "Solver",
                        new Choice(List.of("dpm-solver-pp", "heun", "euler")),
                        sampling.get("solver"),
                        "How noise becomes a clip; heun takes two predictions a step"));
    }

    private static Field sampling(String name, String label, Kind kind, JsonElement usual, String help) {
        return new Field(name, label, Group.SAMPLING, kind, usual, help);
    }

    private static List<Field> guidance(JsonObject sample) {
        var usual = sample.getAsJsonObject("guidance");
        var kinds = new Choice(List.of("none", "joint-cfg", "joint-cfg-star"));
        var help = "What predictions are moved away from: nothing, all conditions at once (wv, wa), or each by itself";
        return List.of(
                new Field("guidance", "Guidance", Group.GUIDANCE, kinds, usual.get("kind"), help),
                weight(usual, "wv", "Joint, video", "How much the pictures heed the sound"),
                weight(usual, "wa", "Joint, audio", "How much the sound heeds the pictures"),
                weight(usual, "wt", "Prompt", "How much the clip heeds the prompt"),
                weight(usual, "wi", "Picture", "How much the clip heeds its first frame"),
                weight(usual, "wnt", "Negative prompt", "How far the clip keeps from the negative prompt"),
                new Field(
                        "rescale",
                        "Rescale",
                        Group.GUIDANCE,
                        Range.number(0, 1, 0.05),
                        new JsonPrimitive(
                                usual.has("rescale") ? usual.get("rescale").getAsDouble() : 0),
                        "How much of the contrast is taken back that large weights add"));
    }

    private static Field weight(JsonObject usual, String name, String label, String help) {
        var value = usual.has(name) ? usual.get(name).getAsDouble() : 0;
        return new Field(
                name,
                label,
                Group.GUIDANCE,
                Range.number(0, MOST_WEIGHT, 0.1),
                new JsonPrimitive(value),
                help + "; 0 costs nothing");
    }

    private static List<Field> memory(JsonObject sample) {
        var profiles = new Choice(MemoryProfile.words().toList());
        var standard = new JsonPrimitive(MemoryProfile.STANDARD.word());
        var modes = new Choice(List.of("full", "iso"));
        var mode = sample.get("mode").getAsString();
        var usual = new JsonPrimitive(modes.choices().contains(mode) ? mode : "full");
        return List.of(
                new Field(
                        "mode",
                        "Mode",
                        Group.SAMPLING,
                        modes,
                        usual,
                        "full: pictures and sound heed each other; iso: each is made by itself"),
                new Field(
                        "memory",
                        "Memory",
                        Group.MEMORY,
                        profiles,
                        standard,
                        "chunked: the same clip in less memory; low: least memory, a coarser clip"));
    }

    /**
     * All settings with their values.
     *
     * @param given values by name; what is absent or null takes its default
     * @throws ApiProblem if there is an unknown name or a wrong value
     */
    JsonObject checked(JsonObject given) {
        for (var name : given.keySet()) {
            if (all.stream().noneMatch(field -> field.name().equals(name))) {
                throw ApiProblem.in(
                        name,
                        "Wanted settings %s, found another"
                                .formatted(all.stream().map(Field::name).toList()));
            }
        }
        var values = new JsonObject();
        all.forEach(field -> values.add(
                field.name(), field.checked(given.has(field.name()) ? given.get(field.name()) : JsonNull.INSTANCE)));
        return values;
    }

    /** As the page reads them. */
    JsonObject json() {
        var fields = new JsonArray();
        all.forEach(field -> fields.add(field.json()));
        var json = new JsonObject();
        json.add("fields", fields);
        return json;
    }
}
