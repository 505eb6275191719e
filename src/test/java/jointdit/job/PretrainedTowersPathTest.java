package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jointdit.generate.TowerEncoders;
import jointdit.joint.Checkpoint;
import jointdit.joint.Known;
import jointdit.media.Png;
import jointdit.spark.LatentRow;
import jointdit.tensor.Noise;
import jointdit.tensor.Safetensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Clips to a joint model over the published networks, small ones of random weights, and back to clips. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PretrainedTowersPathTest {
    @TempDir
    private static Path folder;

    private PretrainedRoom room;

    @BeforeAll
    static void write() {
        new PretrainedRoom(folder).writeNetworks();
    }

    @BeforeEach
    void enter() {
        room = new PretrainedRoom(folder);
    }

    @Test
    @Order(1)
    void tableWithoutConditionsIsRefused() {
        room.makeClips(4);
        room.cache("null");

        assertThat(train("bare", "A", "null")).isNotEqualTo(Main.DONE);
        assertThat(room.errors())
                .contains("cache-latents.conditions.svd-model=" + folder + "/svd")
                .doesNotContain("Exception");
    }

    @Test
    @Order(2)
    void conditionsAreColumnsOfTheTable() {
        room.cache();

        assertThat(room.said()).contains("4 stale rows dropped");
        assertThat(rows()).hasSize(4).allSatisfy(row -> {
            var frame = row.conditions().firstFrame().orElseThrow();
            var text = row.conditions().text().orElseThrow();
            assertThat(frame.latents()).hasSize(4 * 8 * 8);
            assertThat(frame.noise()).isEqualTo(0.02);
            assertThat(frame.embedding().orElseThrow()).hasSize(16);
            assertThat(text.languageTokens()).isEqualTo(8);
            assertThat(text.languageWidth()).isEqualTo(24);
            assertThat(text.t5Width()).isEqualTo(20);
        });

        room.cache();
        assertThat(room.said()).contains("4 kept");
    }

    @Test
    @Order(3)
    void bothStagesTrainAndTheModelMakesClips() throws IOException {
        assertThat(train("a", "A", "null")).as(room.errors()).isEqualTo(Main.DONE);
        assertThat(train("b", "B", folder + "/a")).as(room.errors()).isEqualTo(Main.DONE);

        room.generate("b", "pictured", "null");
        room.generate("b", "prompted", "a ball");

        assertThat(room.sound("pictured")).isNotEqualTo(room.sound("prompted"));
    }

    @Test
    @Order(4)
    void generationTellsTheTowersWhatTheTableDoes() {
        var info = checkpoint("b").info();
        var codec = room.latents().codec().read();
        var empty = Safetensors.open(folder.resolve("latents/empty-text.safetensors"));
        try (var encoders = TowerEncoders.of(info, codec)) {
            for (var row : rows()) {
                var first = Png.picture(row.firstFrame());
                var frame = row.conditions().firstFrame().orElseThrow();
                var known = new Known(
                        frame.embedding(), frame.noise(), row.conditions().text());
                var table = info.model().own(known, info.shape());
                var made = encoders.own(Optional.of(first), row.caption(), "");

                for (var i = 0; i < table.size(); i++) {
                    assertHalf(made.prompt().get(i), table.get(i));
                }
                assertHalf(codec.encodePicture(first.rgb(), Noise.seed(0, row.clipId())), frame.latents());
                assertThat(made.textless().get(2)).containsExactly(empty.floats("language"));
            }
        }
    }

    /** Equal but for what float16 cannot hold: half a unit in the last of 11 places, here of the largest value. */
    private static void assertHalf(float[] exact, float[] stored) {
        var largest = 0f;
        for (var value : exact) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(stored).containsExactly(exact, within(largest / 2048 + 1e-6f));
    }

    @Test
    @Order(5)
    void exportHoldsTunedAndPublishedTensors() throws IOException {
        var name = "video.conv_in.weight";
        var published = Safetensors.open(folder.resolve("svd/unet/diffusion_pytorch_model.fp16.safetensors"))
                .floats("conv_in.weight");

        assertThat(exported("a").floats(name)).containsExactly(published);
        assertThat(exported("b").floats(name))
                .containsExactly(average("b").floats(name))
                .isNotEqualTo(published);
        for (var run : List.of("a", "b")) {
            var learned = average(run);
            var tensors = exported(run);
            assertThat(tensors.names()).containsAll(learned.names());
            for (var tensor : learned.names()) {
                assertThat(tensors.floats(tensor)).as(tensor).containsExactly(learned.floats(tensor));
            }
            assertThat(tensors.code()).contains("getattr(getattr(getattr(self, \"video\"), \"conv_in\"), \"weight\")");
        }
    }

    private ExportedTensors exported(String run) {
        var file = folder.resolve(run + "-export/joint.pt");
        room.run("export", "model=" + folder + "/" + run, "out=" + file.getParent());
        return ExportedTensors.of(file, checkpoint(run).info());
    }

    private static Safetensors average(String run) {
        return Safetensors.open(checkpoint(run).averageFile());
    }

    private static Checkpoint checkpoint(String run) {
        return Checkpoint.open(folder.resolve(run + "/checkpoints/step-000002"));
    }

    private int train(String name, String stage, String from) {
        return room.train(name, stage, from, "steps=2", "batch=2");
    }

    private List<LatentRow> rows() {
        return room.latents().latents().collectAsList().stream()
                .map(LatentRow::from)
                .toList();
    }
}
