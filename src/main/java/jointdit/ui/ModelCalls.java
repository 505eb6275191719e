package jointdit.ui;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Locale;
import jointdit.config.Build;
import jointdit.spark.FoundModel;
import jointdit.spark.ReferenceClips;

/**
 * Requests about what there is to work with.
 *
 * @param config of the page
 * @param studio what it works with
 * @param models those of its shelf
 * @param fields settings of runs
 */
record ModelCalls(UiConfig config, Studio studio, Models models, Fields fields) {
    private static final int MOST_SKIPPED = 10_000_000;
    private static final int MOST_LISTED = 100;

    Answer about(Call call) {
        var json = new JsonObject();
        json.addProperty("title", "JointDiT");
        json.addProperty("version", Build.commit());
        json.addProperty("device", studio.device());
        var limits = new JsonObject();
        limits.addProperty("pictureBytes", config.limits().pictureBytes().count());
        limits.addProperty("picturePixels", config.limits().picturePixels());
        limits.addProperty("queue", config.queue());
        limits.addProperty("seconds", config.limits().seconds());
        limits.addProperty("steps", config.limits().steps());
        json.add("limits", limits);
        return Answer.json(json);
    }

    Answer models(Call call) {
        var list = new JsonArray();
        models.list().forEach(model -> list.add(json(model)));
        var json = new JsonObject();
        json.add("models", list);
        return Answer.json(json);
    }

    private static JsonObject json(FoundModel model) {
        var json = new JsonObject();
        json.addProperty("id", model.id());
        json.addProperty("name", model.name());
        json.addProperty("kind", model.kind().name().toLowerCase(Locale.ROOT));
        json.addProperty("step", model.step());
        json.addProperty("madeAt", model.madeAt().toString());
        json.addProperty("seconds", model.clip().seconds());
        json.addProperty("framesPerSecond", model.clip().framesPerSecond());
        json.addProperty("width", model.clip().width());
        json.addProperty("height", model.clip().height());
        json.addProperty("hasClips", model.latents().isPresent());
        return json;
    }

    Answer settings(Call call) {
        return Answer.json(fields.json());
    }

    Answer clips(Call call) {
        var offset = call.number("offset", 0, MOST_SKIPPED);
        var limit = call.number("limit", 24, MOST_LISTED);
        var model = model(call);
        var page = model.latents()
                .map(latents -> studio.clips().apply(latents).page(call.text("search"), offset, limit))
                .orElse(ReferenceClips.Page.NONE);
        var clips = new JsonArray();
        page.clips().forEach(clip -> clips.add(json(clip, model)));
        var json = new JsonObject();
        json.addProperty("total", page.total());
        json.add("clips", clips);
        return Answer.json(json);
    }

    private static JsonObject json(ReferenceClips.Reference clip, FoundModel model) {
        var json = new JsonObject();
        json.addProperty("key", clip.key());
        json.addProperty("id", clip.id());
        json.addProperty("caption", clip.caption());
        json.addProperty("split", clip.split());
        json.addProperty("url", "/api/clips/%s/picture?model=%s".formatted(clip.key(), model.id()));
        return json;
    }

    Answer clipPicture(Call call) {
        return Answer.kept(Answer.PNG, clipPicture(model(call), call.part("key")));
    }

    /**
     * The first frame of a reference clip.
     *
     * @throws ApiProblem if there is none
     */
    byte[] clipPicture(FoundModel model, String key) {
        return model.latents()
                .flatMap(latents -> studio.clips().apply(latents).picture(key))
                .orElseThrow(() -> ApiProblem.absent("a reference clip"));
    }

    private FoundModel model(Call call) {
        return model(call.text("model"));
    }

    /**
     * The model of an id.
     *
     * @throws ApiProblem if there is none
     */
    FoundModel model(String id) {
        return models.find(id).orElseThrow(() -> ApiProblem.absent("a model of this id"));
    }
}
