package jointdit.ui;

import com.google.gson.JsonObject;

/**
 * Requests about first frames.
 *
 * @param pictures where they are kept
 * @param upload how they come in
 */
record PictureCalls(Pictures pictures, Upload upload) {
    Answer add(Call call) {
        var picture = upload.decoded(call.type(), call.body());
        var id = pictures.add(picture);
        var json = new JsonObject();
        json.addProperty("id", id);
        json.addProperty("width", picture.width());
        json.addProperty("height", picture.height());
        json.addProperty("url", "/api/pictures/" + id);
        return Answer.json(201, json);
    }

    Answer picture(Call call) {
        return pictures.find(call.part("id"))
                .map(png -> Answer.kept(Answer.PNG, png))
                .orElseThrow(() -> ApiProblem.absent("a picture"));
    }
}
