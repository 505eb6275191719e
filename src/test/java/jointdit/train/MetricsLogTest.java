package jointdit.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsLogTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    @TempDir
    Path folder;

    @Test
    void everyStepIsALineAndAnEvent() throws IOException {
        try (var log = MetricsLog.in(folder.resolve("log"), InstantSource.fixed(NOW))) {
            log.write(1, new StepMetrics(Map.of("video", 0.5, "audio", 0.25), 1e-4, 2, 0.5));
            log.write(1, Map.of("validation/video", Double.NaN));
        }

        assertThat(Files.readAllLines(folder.resolve("log/metrics.jsonl")))
                .containsExactly(
                        "{\"step\":1,\"loss/audio\":0.25,\"loss/video\":0.5,\"learning-rate\":1.0E-4,"
                                + "\"steps-per-second\":2.0,\"seconds\":0.5}",
                        "{\"step\":1,\"validation/video\":null}");
        assertThat(folder.resolve("log/events.out.tfevents.1700000000.jointdit"))
                .content(StandardCharsets.ISO_8859_1)
                .contains("loss/audio", "learning-rate", "validation/video");
    }

    @Test
    void aResumedRunGoesOnWhereTheLinesEnded() throws IOException {
        for (long start : new long[] {1, 2}) {
            try (var log = MetricsLog.in(folder, InstantSource.fixed(NOW.plusSeconds(start)))) {
                log.write(start, Map.of());
            }
        }

        assertThat(Files.readAllLines(folder.resolve("metrics.jsonl"))).containsExactly("{\"step\":1}", "{\"step\":2}");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void linesAreReadBackByStepTheLastOneCounts() {
        var lines = """
                {"step":10,"loss/video":0.5}
                {"step":10,"validation/video":null}

                {"step":5,"loss/video":0.75}
                {"step":10,"loss/video":0.25}
                """;

        assertThat(MetricsLog.read(lines))
                .containsExactly(Map.entry(5L, Map.of("loss/video", 0.75)), Map.entry(10L, Map.of("loss/video", 0.25)));
    }
}
