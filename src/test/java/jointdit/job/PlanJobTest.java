package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.stream.Stream;
import jointdit.spark.Progress.Style;
import org.junit.jupiter.api.Test;

class PlanJobTest {
    private static String plan(String... words) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, UTF_8);
        var all = Stream.concat(Stream.of("plan"), Stream.of(words)).toList();
        var status = new Main(Main.JOBS, Map.of(), new Terminal(stream, stream, Style.LINES)).run(all);
        assertThat(status).as(out.toString(UTF_8)).isEqualTo(Main.DONE);
        return out.toString(UTF_8);
    }

    @Test
    void theShippedModelFits() {
        assertThat(plan())
                .contains("Stage B at batch 16 in float32 needs", "of 48.00 GiB: it fits.")
                .doesNotContain("saves");
    }

    @Test
    void whatDoesNotFitHasItsLevers() {
        assertThat(plan("memory=500MiB"))
                .contains("of 500.00 MiB: it does not fit.", "train.checkpointing=block", "train.stage=A")
                .containsPattern("train\\.batch=\\d+ saves .* MiB and needs [34]\\d\\d\\.\\d\\d MiB: it fits");
    }

    @Test
    void aBatchOfOneMayBeTooMuch() {
        assertThat(plan("memory=100MiB"))
                .containsPattern("train\\.batch=1 saves .* MiB and needs .* MiB: it does not fit either");
    }

    @Test
    void aHundredMillionClipsArePlanned() {
        // 100 million times 2 (16,384 + 12,800) + 2,275 bytes
        assertThat(plan("data.clips=100000000", "data.executors=8", "rates.gigaflops=20000"))
                .contains("100,000,000 clips", "5.52 TiB", "8 executor(s)", "The bottleneck is ")
                .containsPattern("steps of 128 clips +781,250 *\\n");
    }
}
