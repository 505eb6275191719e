package jointdit.ui;

import static jointdit.ui.UiForTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.spark.SparkForTests;
import jointdit.spark.TinyCache;
import jointdit.spark.TinyRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that were trained here, and the clips they were trained on. */
class UiClipsTest {
    @TempDir
    Path folder;

    @Test
    void aRunMayBeginWithAReferenceClip() throws Exception {
        TinyRun.writeTrained(folder);
        var picture = Png.bytes(new Picture(8, 8, new byte[192]));
        TinyCache.write(SparkForTests.session(), folder + "/latents", 3, 1, picture);
        var models = List.of(folder.toString());
        try (var ui = UiForTests.start(folder.resolve("out"), ShortClips.fast(), models)) {
            var model =
                    json(ui.get("/api/models")).getAsJsonArray("models").get(0).getAsJsonObject();
            assertThat(model.get("kind").getAsString()).isEqualTo("run");
            assertThat(model.get("hasClips").getAsBoolean()).isTrue();

            var id = model.get("id").getAsString();
            var found = json(ui.get("/api/clips?model=" + id + "&search=CLIP01&limit=5"));
            var clip = found.getAsJsonArray("clips").get(0).getAsJsonObject();
            assertThat(found.get("total").getAsInt()).isEqualTo(1);
            assertThat(Png.picture(ui.get(clip.get("url").getAsString()).body()).width())
                    .isEqualTo(8);

            var run = ui.await(ui.run(request(id, clip)), "done");
            assertThat(run.get("clip")).isEqualTo(clip.get("key"));
            assertThat(ui.get(run.get("picture").getAsString()).statusCode()).isEqualTo(200);
        }
    }

    private static String request(String model, JsonObject clip) {
        return "{\"model\": \"%s\", \"clip\": \"%s\", \"settings\": {\"steps\": 2}}"
                .formatted(model, clip.get("key").getAsString());
    }

    @Test
    void theShippedModelHasNoClips() {
        try (var ui = UiForTests.start(folder, ShortClips.fast())) {
            assertThat(json(ui.get("/api/clips?model=shipped")).get("total").getAsInt())
                    .isZero();
            assertThat(ui.get("/api/clips?model=nothing").statusCode()).isEqualTo(404);
        }
    }
}
