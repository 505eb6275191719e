package jointdit.ui;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import jointdit.media.Png;
import jointdit.spark.FoundModel;
import jointdit.ui.Run.ModelName;
import jointdit.ui.Run.Progress;

/**
 * Requests about runs.
 *
 * @param board all of them
 * @param pictures their first frames
 * @param models what there is to work with
 */
record RunCalls(Board board, Pictures pictures, ModelCalls models) {
    private static final int MOST_SKIPPED = 1_000_000;
    private static final int MOST_LISTED = 100;
    private static final Set<String> KEYS = Set.of("model", "picture", "clip", "settings");

    Answer add(Call call) {
        var run = run(call.json());
        board.add(run);
        return Answer.json(202, json(run.id()));
    }

    private Run run(JsonObject wanted) {
        for (var key : wanted.keySet()) {
            if (!KEYS.contains(key)) {
                throw ApiProblem.in(key, "Wanted model, picture, clip and settings, found another key");
            }
        }
        var model = models.model(text(wanted, "model")
                .orElseThrow(() -> ApiProblem.in("model", "Wanted the id of a model, found none")));
        var settings = RunSettings.of(models.fields(), block(wanted));
        var clip = text(wanted, "clip");
        var picture = text(wanted, "picture").or(() -> clip.map(key -> firstFrame(model, key)));
        picture.ifPresent(pictures::require);
        if (picture.isEmpty() && settings.prompt().isBlank()) {
            throw ApiProblem.in("prompt", "Wanted a picture or a prompt, found neither");
        }
        return new Run(
                Ids.next(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                new ModelName(model.id(), model.name()),
                picture,
                clip,
                settings,
                Progress.QUEUED);
    }

    private String firstFrame(FoundModel model, String key) {
        return pictures.add(Png.picture(models.clipPicture(model, key)));
    }

    private static Optional<String> text(JsonObject json, String key) {
        var value = json.get(key);
        if (value == null || value.isJsonNull()) {
            return Optional.empty();
        }
        if (!value.isJsonPrimitive()) {
            throw ApiProblem.in(key, "Wanted a text in %s, found another value".formatted(key));
        }
        return Optional.of(value.getAsString());
    }

    private static JsonObject block(JsonObject wanted) {
        JsonElement settings = wanted.has("settings") ? wanted.get("settings") : new JsonObject();
        if (!settings.isJsonObject()) {
            throw ApiProblem.in("settings", "Wanted an object in settings, found another value");
        }
        return settings.getAsJsonObject();
    }

    Answer list(Call call) {
        var runs = new JsonArray();
        board.views(call.number("offset", 0, MOST_SKIPPED), call.number("limit", 24, MOST_LISTED))
                .forEach(view -> runs.add(RunJson.of(view)));
        var json = new JsonObject();
        json.addProperty("total", board.size());
        json.add("runs", runs);
        return Answer.json(json);
    }

    Answer run(Call call) {
        return Answer.json(json(call.part("id")));
    }

    private JsonObject json(String id) {
        return RunJson.of(view(id));
    }

    private RunView view(String id) {
        return board.view(id).orElseThrow(() -> ApiProblem.absent("a run of this id"));
    }

    Answer cancel(Call call) {
        call.requireJson();
        view(call.part("id"));
        board.cancel(call.part("id"));
        return Answer.json(202, json(call.part("id")));
    }

    Answer remove(Call call) {
        view(call.part("id"));
        board.remove(call.part("id"));
        return Answer.empty();
    }

    Answer preview(Call call) {
        return board.preview(call.part("id"))
                .map(preview -> Answer.file(Answer.PNG, preview.png()))
                .orElseThrow(() -> ApiProblem.absent("a preview of this run"));
    }

    Answer file(Call call) {
        var id = call.part("id");
        var file = RunFile.named(call.part("file")).orElseThrow(() -> ApiProblem.absent("a file of this name"));
        var answer = board.read(id, file)
                .map(bytes -> Answer.kept(file.type(), bytes))
                .orElseThrow(() -> ApiProblem.absent("a file of this run"));
        return call.wants("download")
                ? answer.with(
                        "Content-Disposition",
                        "attachment; filename=\"jointdit-%s-%s\"".formatted(id.substring(0, 6), file.file()))
                : answer;
    }
}
