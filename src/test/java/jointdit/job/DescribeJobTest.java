package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import jointdit.pretrained.Published;
import jointdit.spark.Progress.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribeJobTest {
    private static List<String> lines(String... words) {
        return lines(Map.of(), words);
    }

    private static List<String> lines(Map<String, String> environment, String... words) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, UTF_8);
        var status = new Main(Main.JOBS, environment, new Terminal(stream, stream, Style.LINES)).run(List.of(words));
        assertThat(status).as(out.toString(UTF_8)).isEqualTo(Main.DONE);
        return out.toString(UTF_8).lines().toList();
    }

    @Test
    void everyPartHasALineAndTheLastIsTheSum() {
        var lines = lines("describe", "model.video.depth=2", "model.audio.depth=2");

        assertThat(lines).anyMatch(line -> line.startsWith("joint.1.video "));
        assertThat(cells(lines, "video.blocks.1")[1]).isEqualTo("16");
        assertThat(cells(lines, "audio.blocks.0")[1]).isEqualTo("50");
        var all = lines.indexOf("") - 2;
        var parts = lines.subList(1, all).stream()
                .mapToLong(DescribeJobTest::parameters)
                .sum();
        assertThat(parameters(lines.get(all))).isEqualTo(parts).isGreaterThan(1_000_000);
    }

    @Test
    void everyLeverHasALineWithWhatItSaves() {
        var lines = lines("describe", "shape.audio-frames=200", "train.batch=2");

        assertThat(cells(lines, "as set")[1]).isNotEmpty();
        assertThat(cells(lines, "query-chunk-video and -audio = 64")[3]).isEqualTo(cells(lines, "as set")[3]);
        assertThat(cells(lines, "kv-downsample = 2")[3]).isLessThan(cells(lines, "as set")[3]);
        assertThat(cells(lines, "precision = bfloat16")[1]).isNotEmpty();
        assertThat(cells(lines, "max-frames = 8")[2]).isNotEqualTo("nothing");
        for (var lever : List.of(
                "train.checkpointing=block",
                "train.average.place=cpu",
                "model.attention.kv-downsample=2",
                "model.max-frames=8",
                "train.batch=1")) {
            assertThat(cells(lines, lever)[2]).isNotEmpty();
        }
    }

    @Test
    void theEnvironmentPullsLevers() {
        var environment = Map.of("JOINTDIT_KV_DOWNSAMPLE", "2", "JOINTDIT_Q_CHUNK_V", "5", "JOINTDIT_Q_CHUNK_A", "9");

        assertThat(lines(environment, "describe")).anyMatch(line -> line.startsWith("kv-downsample = 4 "));
    }

    /** Numbers of weights as in the lists of the published checkpoints. */
    @ParameterizedTest
    @CsvSource({
        "svd_xt_unet, down_blocks.0, '1,524,623,082'",
        "audioldm2_unet, up_blocks.3, '346,943,496'",
        "svd_xt_vae, decoder.mid_block, '97,742,847'",
        "audioldm2_vae, encoder.mid_block, '55,376,873'",
        "audioldm2_vocoder, upsampler.0, '55,264,897'"
    })
    void publishedNetworksHaveTheirStages(String name, String stage, String parameters) {
        var lines = lines(
                "describe",
                new Published(name).file().toString(),
                "shape.frames=1",
                "shape.audio-frames=8",
                "shape.audio-bins=8");

        assertThat(lines).anyMatch(line -> line.startsWith(stage + " "));
        assertThat(cells(lines, "all")[2]).isEqualTo(parameters);
    }

    @Test
    void theFinestLevelOfAVideoHasATokenForEachLatentPixel() {
        var lines = lines("describe", "network=published/svd_xt_unet.config.json", "shape.frames=2");

        assertThat(cells(lines, "down_blocks.0")[1]).isEqualTo("128");
        assertThat(cells(lines, "mid_block")[1]).isEqualTo("2");
    }

    private static String[] cells(List<String> lines, String part) {
        return lines.stream()
                .filter(line -> line.startsWith(part + " "))
                .findFirst()
                .orElseThrow()
                .split(" {2,}", -1);
    }

    private static long parameters(String line) {
        var cells = line.split(" {2,}", -1);
        return Long.parseLong(cells[cells.length - 3].replace(",", ""));
    }
}
