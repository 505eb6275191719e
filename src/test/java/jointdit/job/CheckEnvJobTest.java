package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import jointdit.generate.TinyModel;
import jointdit.spark.Progress.Style;
import jointdit.spark.ShippedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckEnvJobTest {
    @TempDir
    Path folder;

    private List<String> lines(String... more) throws IOException {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, UTF_8);
        var arguments = Stream.concat(
                        Stream.of(
                                "spark=false", "model=" + folder.resolve("run"), "hub.cache=" + folder.resolve("hub")),
                        Stream.of(more))
                .toList();
        var sources = new SettingSources("check-env", Optional.empty(), Map.of(), arguments);
        new CheckEnvJob().run(Settings.load(sources), new Terminal(stream, stream, Style.LINES));
        return out.toString(UTF_8).lines().toList();
    }

    @Test
    void everyPartOfThisMachineIsReported() throws IOException {
        assertThat(lines())
                .hasSize(17)
                .allMatch(line -> line.matches("(ok|note) .*"))
                .anyMatch(line -> line.matches("ok +Spark +[34]\\..*, not tried"))
                .anyMatch(line -> line.matches("ok +libtorch +2\\.7\\.1.*, DJL 0\\.35\\.1"))
                .anyMatch(line -> line.matches("ok +Tokenizers +\\d.*"))
                .anyMatch(line -> line.matches("ok +FFmpeg +7\\.1\\.1.*, H.264 by libopenh264, AAC by aac"))
                .anyMatch(line -> line.matches("(ok|note) +GPUs .*"))
                .anyMatch(line -> line.matches("ok +Hub cache +" + folder + "/hub, .* GB free"))
                .anyMatch(line -> line.matches("ok +Results +.*"));
        assertThat(folder.resolve("hub")).doesNotExist();
    }

    @Test
    void absentModelsAreNotesWithTheWayOut() throws IOException {
        assertThat(lines())
                .anyMatch(line -> line.matches(
                        "note +Model svd +stabilityai/.* not fetched; jobs/jointdit fetch-models" + " models=\\[svd]"))
                .anyMatch(line -> line.matches("(note|ok) +Trained model +.*none in .*/run.*"));
    }

    @Test
    void modelsInTheCacheAreNamedWithTheirFolder() throws Exception {
        var snapshot = Files.createDirectories(folder.resolve("hub/models--org--clip/snapshots/main"));
        Files.writeString(snapshot.resolve("config.json"), "{}");
        assertThat(lines("fetch-models.clip.repo=org/clip"))
                .anyMatch(line -> line.matches("note +Model clip +org/clip not fetched whole: .*models=\\[clip]"));

        Files.write(snapshot.resolve("model.safetensors"), new byte[2_000_000]);
        assertThat(lines("fetch-models.clip.repo=org/clip"))
                .anyMatch(line -> line.matches("ok +Model clip +org/clip, 2\\.0 MB in " + snapshot));
    }

    @Test
    void aTrainingRunIsNamedWithItsLastStep() {
        TinyModel.checkpoint(folder.resolve("run/checkpoints/step-000007"));

        assertThat(new TrainedModel(folder.resolve("run").toString(), ShippedModel.here())
                        .finding()
                        .line())
                .startsWith("ok    Trained model")
                .endsWith("/run, stage B, step 7");
    }

    @Test
    void aDamagedTrainingRunFails() throws Exception {
        var checkpoint = Files.createDirectories(folder.resolve("run/checkpoints/step-000300"));
        Files.writeString(checkpoint.resolve("checkpoint.json"), "{}");

        assertThat(new TrainedModel(folder.resolve("run").toString(), ShippedModel.here())
                        .finding()
                        .line())
                .startsWith("FAIL  Trained model")
                .endsWith("name another run with model=FOLDER");
    }

    @Test
    void whatIsMissingComesWithTheWayOut() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "no folder");
        var machine = new Machine(Map.of("DJL_CACHE_DIR", file.resolve("cache").toString(), "OMP_NUM_THREADS", "9999"));

        assertThat(machine.libtorchCache().line())
                .startsWith("FAIL  DJL cache")
                .endsWith("set DJL_CACHE_DIR to a folder that can be written to");
        assertThat(machine.cores().line()).contains("OMP_NUM_THREADS 9999; more threads than cores");
    }
}
