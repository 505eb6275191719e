package jointdit.ui;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.Optional;
import jointdit.ui.Run.ModelName;
import jointdit.ui.Run.Progress;

/** Runs as JSON, in {@code run.json} and in answers. */
final class RunJson {
    private RunJson() {}

    /** What is kept. */
    static JsonObject of(Run run) {
        var json = new JsonObject();
        json.addProperty("id", run.id());
        json.addProperty("state", run.state().word());
        json.addProperty("step", run.progress().step());
        json.addProperty("steps", run.settings().steps());
        json.add("secondsLeft", number(run.progress().secondsLeft()));
        json.addProperty("madeAt", run.madeAt().toString());
        var model = new JsonObject();
        model.addProperty("id", run.model().id());
        model.addProperty("name", run.model().name());
        json.add("model", model);
        json.add("pictureId", text(run.picture()));
        json.add("clip", text(run.clip()));
        json.add("settings", run.settings().values());
        json.add("message", text(run.progress().message()));
        return json;
    }

    /** The request that asks for the same run again. */
    static JsonObject request(Run run) {
        var json = new JsonObject();
        json.addProperty("model", run.model().id());
        json.add("picture", text(run.picture()));
        json.add("clip", text(run.clip()));
        json.add("settings", run.settings().values());
        return json;
    }

    /**
     * What was kept.
     *
     * @throws RuntimeException if it is something else
     */
    static Run read(JsonObject json) {
        var model = json.getAsJsonObject("model");
        return new Run(
                json.get("id").getAsString(),
                Instant.parse(json.get("madeAt").getAsString()),
                new ModelName(model.get("id").getAsString(), model.get("name").getAsString()),
                text(json, "pictureId"),
                text(json, "clip"),
                new RunSettings(json.getAsJsonObject("settings")),
                new Progress(
                        RunState.of(json.get("state").getAsString()),
                        json.get("step").getAsInt(),
                        Optional.empty(),
                        text(json, "message")));
    }

    /** What clients are told of a run: {@link #of}, and where things are. */
    static JsonObject of(RunView view) {
        var run = view.run();
        var json = of(run);
        var address = "/api/runs/" + run.id() + "/";
        json.add(
                "position", view.position().<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE));
        json.add("picture", text(run.picture().map(id -> "/api/pictures/" + id)));
        json.add("preview", text(view.preview().map(step -> address + "preview.png?n=" + step)));
        var files = new JsonObject();
        for (var file : RunFile.values()) {
            var there = view.files().contains(file) ? Optional.of(address + file.file()) : Optional.<String>empty();
            files.add(file.word(), text(there));
        }
        json.add("files", files);
        return json;
    }

    private static JsonElement number(Optional<Double> value) {
        return value.<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE);
    }

    private static JsonElement text(Optional<String> value) {
        return value.<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE);
    }

    private static Optional<String> text(JsonObject json, String name) {
        var value = json.get(name);
        return value == null || value.isJsonNull() ? Optional.empty() : Optional.of(value.getAsString());
    }
}
