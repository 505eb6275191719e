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
import java.util.stream.Stream;
import jointdit.media.Picture;
import jointdit.media.Png;
import jointdit.pretrained.TinyModels;
import jointdit.spark.LatentCache;
import jointdit.spark.Progress.Style;
import jointdit.spark.SparkForTests;
import jointdit.synthetic.SceneConfig;
import jointdit.synthetic.SceneKind;

/** A folder where jobs make clips, latents and joint models over small published networks of random weights. */
public final class PretrainedRoom {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path folder;

    public PretrainedRoom(Path folder) {
        this.folder = folder;
    }

    /** Writes both pipelines. */
    public void writeNetworks() {
        TinyModels.svd(folder.resolve("svd"), 1);
        TinyModels.audioldm2(folder.resolve("audioldm2"), 1);
    }

    /** Makes clips of one second, 32 by 32 pixels. */
    public void makeClips(int count) {
        run(
                "make-clips",
                "out=" + folder + "/clips",
                "count=" + count,
                "validation-share=0",
                "scenes=[bounce]",
                "width=32",
                "height=32",
                "seconds=1");
    }

    /** Caches their latents with the conditions of both towers. */
    public void cache() {
        cache(folder + "/svd");
    }

    /** The same, first frames embedded by {@code svd} or, if that is {@code null} in words, not at all. */
    void cache(String svd) {
        run(
                "cache-latents",
                "clips=" + folder + "/clips/clips.jsonl",
                "out=" + folder + "/latents",
                "codec.width=32",
                "codec.height=32",
                "codec.frames-per-second=4",
                "codec.video.kind=svd",
                "codec.video.model=" + folder + "/svd",
                "codec.audio.kind=audioldm2",
                "codec.audio.model=" + folder + "/audioldm2",
                "conditions.svd-model=" + svd,
                "conditions.audioldm2-model=" + folder + "/audioldm2");
    }

    /** The latents, once they are cached. */
    public LatentCache latents() {
        return new LatentCache(SparkForTests.session(), folder + "/latents");
    }

    /** Settings of the joint model between both networks. */
    public List<String> model() {
        return List.of(
                "model.video.kind=svd",
                "model.video.model=" + folder + "/svd",
                "model.video.experts=[1]",
                "model.audio.kind=audioldm2",
                "model.audio.model=" + folder + "/audioldm2",
                "model.audio.experts=[1]",
                "model.audio.text-tokens=6",
                "model.heads=2",
                "model.joint-width=64",
                "model.video-noise={ kind = log-normal, mean = 0.7, deviation = 1.6 }",
                "model.audio-noise={ kind = ddpm, steps = 1000, beta-start = 0.0015, beta-end = 0.0195 }",
                "model.preconditioning={ kind = velocity }",
                "model.audio-preconditioning={ kind = epsilon }");
    }

    /** Trains the run {@code name} from the run {@code from}, or from {@code null} in words; the exit status. */
    int train(String name, String stage, String from, String... settings) {
        var own = List.of(
                "train",
                "latents=" + folder + "/latents",
                "out=" + folder + "/" + name,
                "from=" + from,
                "stage=" + stage);
        return status(
                Stream.of(own, model(), List.of(settings)).flatMap(List::stream).toArray(String[]::new));
    }

    /** Generates the clip {@code name} of a drawn first frame with the run {@code model}. */
    void generate(String model, String name, String prompt) throws IOException {
        var picture = folder.resolve("first.png");
        var scene = SceneKind.BOUNCE.draw(new SceneConfig(32, 32, 1, 8, 16_000), 9);
        Files.write(
                picture,
                Png.bytes(new Picture(32, 32, scene.clip().video().frames().get(0))));
        run(
                "generate",
                "latents=" + folder + "/latents",
                "model=" + folder + "/" + model,
                "out=" + folder + "/" + name,
                "image=" + picture,
                "prompt=" + prompt,
                "sample.sampling.steps=2");
    }

    /** The sound of {@link #generate}, a WAV file. */
    byte[] sound(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name + "/clips"))) {
            var wav = files.filter(file -> file.toString().endsWith(".wav")).toList();
            assertThat(wav).hasSize(1);
            return Files.readAllBytes(wav.get(0));
        }
    }

    /** Runs a job, which must succeed. */
    void run(String... words) {
        var status = status(words);
        assertThat(status).as(errors()).isEqualTo(Main.DONE);
    }

    /** Runs a job; its exit status. */
    int status(String... words) {
        var terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Style.LINES);
        var calm = Stream.of("spark.sql.codegen.wholeStage=false", "spark.sql.codegen.factoryMode=NO_CODEGEN");
        return new Main(Main.JOBS, Map.of(), terminal)
                .run(Stream.concat(Stream.of(words), calm).toList());
    }

    /** What all jobs said. */
    String said() {
        return out.toString(UTF_8);
    }

    /** Errors of all jobs. */
    String errors() {
        return err.toString(UTF_8);
    }
}
