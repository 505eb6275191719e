package jointdit.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import jointdit.spark.Progress.Style;
import org.junit.jupiter.api.Test;

class DescribeJobTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void everyPartHasALineAndTheLastIsTheSum() {
        var stream = new PrintStream(out, true, UTF_8);
        var words = List.of("describe", "model.video.depth=2", "model.audio.depth=2");
        var status = new Main(Main.JOBS, Map.of(), new Terminal(stream, stream, Style.LINES)).run(words);

        assertThat(status).as(out.toString(UTF_8)).isEqualTo(Main.DONE);
        var lines = out.toString(UTF_8).lines().toList();
        assertThat(lines)
                .anyMatch(line -> line.startsWith("video.blocks.1 "))
                .anyMatch(line -> line.startsWith("joint.1 "))
                .anyMatch(line -> line.startsWith("audio.blocks.0 "));
        var parts = lines.subList(1, lines.size() - 2).stream()
                .mapToLong(DescribeJobTest::parameters)
                .sum();
        assertThat(parameters(lines.get(lines.size() - 2))).isEqualTo(parts).isGreaterThan(1_000_000);
    }

    private static long parameters(String line) {
        return Long.parseLong(line.substring(32).strip().split(" +", 2)[0].replace(",", ""));
    }
}
