package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import jointdit.spark.Progress.Style;
import org.junit.jupiter.api.Test;

class BenchJobTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void everyFigureIsPrinted() {
        var terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Style.LINES);
        var words = List.of(
                "bench",
                "repeats=1",
                "matrices=[64]",
                "blocks=1",
                "width=32",
                "tokens=16",
                "batch=2",
                "seconds=2",
                "side=64",
                "clips=4",
                "pretrained.vae=tiny/svd/vae/config.json",
                "pretrained.unet=tiny/svd/unet/config.json",
                "pretrained.convolutions=[{channels=8,side=8}]",
                "pretrained.picture=16",
                "pretrained.level=8",
                "pretrained.calls=10",
                "pretrained.clip={frames=4,sides=[8,16],frames-per-batch=[2,4]}");

        assertThat(new Main(Main.JOBS, Map.of(), terminal).run(words))
                .as(err.toString(UTF_8))
                .isEqualTo(Main.DONE);
        assertThat(out.toString(UTF_8))
                .contains(
                        "the faster of matmul",
                        "training step over the peak",
                        "bfloat16 over float32",
                        "sampling step over the peak",
                        "the convolution peak",
                        "SVD VAE encoder at 16x16",
                        "SVD UNet level at 8x8",
                        "memory of the encoder",
                        "memory of the UNet level",
                        "encoding 4 frames of 8x8",
                        "encoding 4 frames of 16x16",
                        "decoding over ffmpeg",
                        "evaluating, motion of the pictures",
                        "evaluating, all of these",
                        "reading latents over Spark");
    }

    @Test
    void scalingOfTrainingIsPrinted() {
        var terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Style.LINES);
        var tower = "{kind=transformer,width=32,depth=1,heads=2}";
        var words = List.of(
                "bench",
                "train-scaling",
                "model.video=" + tower,
                "model.audio=" + tower,
                "training={clips=8,steps=2,minutes=0.01}");

        assertThat(new Main(Main.JOBS, Map.of(), terminal).run(words))
                .as(err.toString(UTF_8))
                .isEqualTo(Main.DONE);
        assertThat(out.toString(UTF_8))
                .contains("one replica", "all-reduce, 2 over 1", "rounds, 2 over 1", "Spark over the job");
    }

    @Test
    void costOfPromptsIsPrinted() {
        var terminal = new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Style.LINES);
        var tower = "{width=32,depth=1,heads=2}";
        var words = List.of(
                "bench",
                "prompts",
                "model.video=" + tower,
                "model.audio=" + tower,
                "model.heads=2",
                "prompts={rows=3,batch=2,steps=1}");

        assertThat(new Main(Main.JOBS, Map.of(), terminal).run(words))
                .as(err.toString(UTF_8))
                .isEqualTo(Main.DONE);
        assertThat(out.toString(UTF_8))
                .contains("a row beside its clip", "3 rows", "a row that is there", "2 clips together over alone");
    }

    @Test
    void medianIsTheMiddle() {
        assertThat(BenchClock.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(BenchClock.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    }
}
