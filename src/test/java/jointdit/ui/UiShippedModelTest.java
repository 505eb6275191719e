package jointdit.ui;

import static jointdit.ui.UiForTests.json;
import static jointdit.ui.UiForTests.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import jointdit.media.Cut;
import jointdit.media.DecodeConfig;
import jointdit.media.MediaDecoder;
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.spark.LiveGenerator;
import jointdit.spark.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way over HTTP, with the model that comes with the program. */
class UiShippedModelTest {
    @TempDir
    Path folder;

    @Test
    void fromAPictureToAClipInTheGallery() throws Exception {
        try (var generator = new LiveGenerator(Storage.outsideSpark());
                var ui = UiForTests.start(folder, generator::generate)) {
            var picture = json(ui.post("/api/pictures", "image/png", ball()));
            assertThat(Png.picture(ui.get(picture.get("url").getAsString()).body())
                            .width())
                    .isEqualTo(96);

            var id = ui.run(request(picture.get("id").getAsString()));
            var events = events(text(ui.get("/api/runs/" + id + "/events")));
            var run = ui.await(id, "done");

            assertThat(events).last().isEqualTo(run);
            assertThat(events)
                    .anySatisfy(event ->
                            assertThat(event.get("preview").isJsonNull()).isFalse());
            assertThat(events).extracting(event -> event.get("step").getAsInt()).contains(1, 2, 3, 4);
            check(ui, run);
            again(ui, run);
        }
    }

    private static void check(UiForTests ui, JsonObject run) {
        var files = run.getAsJsonObject("files");
        var clip = new MediaDecoder(new DecodeConfig(64, 64, 12, 16_000))
                .clip(ui.get(files.get("video").getAsString()).body(), Cut.WHOLE);
        assertThat(clip.video().frames()).hasSize(24);
        assertThat(clip.sound().seconds()).isBetween(1.9, 2.1);
        for (var name : List.of("waveform", "spectrogram")) {
            assertThat(Png.picture(ui.get(files.get(name).getAsString()).body()).width())
                    .isEqualTo(960);
        }
        assertThat(ui.get(files.get("sound").getAsString()).body()).startsWith('R', 'I', 'F', 'F');
        assertThat(text(ui.get(files.get("log").getAsString()))).contains("Step 4 of 4");
        var part = ui.get(files.get("video").getAsString(), "Range", "bytes=4-7");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(text(part)).isEqualTo("ftyp");
        assertThat(part.headers().firstValue("Content-Range").orElseThrow()).startsWith("bytes 4-7/");
        var download = ui.get(files.get("video").getAsString() + "?download=1");
        assertThat(download.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"jointdit-");
    }

    /** The settings of a run are a request for the same clip. */
    private static void again(UiForTests ui, JsonObject run) throws InterruptedException {
        var files = run.getAsJsonObject("files");
        var second = ui.await(ui.run(text(ui.get(files.get("settings").getAsString()))), "done");

        var sound = second.getAsJsonObject("files").get("sound").getAsString();
        assertThat(ui.get(sound).body())
                .isEqualTo(ui.get(files.get("sound").getAsString()).body());
        JsonArray runs = json(ui.get("/api/runs?limit=1")).getAsJsonArray("runs");
        assertThat(runs.get(0).getAsJsonObject().get("id")).isEqualTo(second.get("id"));
    }

    private static String request(String picture) {
        return """
                {"model": "shipped", "picture": "%s", "settings": {"prompt": "a red ball bounces", "steps": 4,
                 "framesPerSecond": 12, "guidance": "joint-cfg-star", "wt": 1.5, "memory": "chunked", "mode": "full"}}""".formatted(picture);
    }

    private static List<JsonObject> events(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line ->
                        JsonParser.parseString(line.substring("data:".length())).getAsJsonObject())
                .toList();
    }

    /** A red disc on white. */
    static byte[] ball() {
        var rgb = new byte[3 * 96 * 64];
        Arrays.fill(rgb, (byte) 255);
        for (var i = 0; i < 96 * 64; i++) {
            if (Math.hypot(i % 96 - 48, i / 96 - 20) < 10) {
                rgb[3 * i + 1] = 30;
                rgb[3 * i + 2] = 30;
            }
        }
        return Png.bytes(new Picture(96, 64, rgb));
    }
}
