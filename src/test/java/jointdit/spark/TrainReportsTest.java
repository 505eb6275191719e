package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainReportsTest {
    @TempDir
    private Path folder;

    private TinyTraining training;

    @BeforeEach
    void writeLatents() {
        training = new TinyTraining(folder);
        TinyCache.write(SparkForTests.session(), training.uri("latents"), 14, 4);
    }

    @Test
    void everyWindowSaysWhatWasLearntHowFastAndInWhatMemory() {
        training.fit("run", "steps = 4, every { log = 2, validate = 4, checkpoint = 4, keep = 1 }");

        var windows = training.metrics("run");
        assertThat(windows.keySet()).containsExactly(2L, 4L);
        windows.forEach((step, figures) -> {
            assertThat(figures)
                    .containsKeys("loss/total", "loss/video", "loss/audio", "gradient-norm", "tokens-per-second")
                    .containsEntry("skipped", 0.0);
            assertThat(figures.get("clips-per-second")).isCloseTo(4 * figures.get("steps-per-second"), within(1e-6));
            assertThat(figures.get("learning-rate")).isCloseTo(1e-2 * figures.get("rate"), within(1e-12));
            assertThat(figures.get("share/compute")).isBetween(0.01, 1.0);
            assertThat(figures.get("share/compute") + figures.get("share/reduction") + figures.get("share/data"))
                    .isLessThanOrEqualTo(1);
            assertThat(figures.get("memory/heap/0")).isPositive();
        });
    }

    @Test
    void memoryIsToldOfEveryReplica() {
        training.fit(
                "run",
                "steps = 2, every { log = 2, validate = 4, checkpoint = 2, keep = 1 }",
                "parallel { kind = all-reduce, replicas = 2, timeout = 30s }");

        assertThat(training.metrics("run").get(2L)).containsKeys("memory/heap/0", "memory/heap/1");
    }

    @Test
    void whoWatchesARunHearsOfItAlone() {
        var heard = new ArrayList<TrainReport>();
        try (var watch = LiveFigures.watch(training.uri("run"), heard::add)) {
            training.fit("run", "steps = 2, every { log = 1, validate = 2, checkpoint = 2, keep = 1 }");
            training.fit("other", "steps = 1");
        }

        assertThat(heard).extracting(TrainReport::step).containsExactly(1L, 2L, 2L);
        assertThat(heard.get(1).words()).matches("loss \\S+  \\S+ clips/s");
        assertThat(heard.get(2).words()).isEmpty();
        assertThat(heard.get(2).figures()).containsKey("validation/total");
    }

    @Test
    void roundsTellTheMeansOverTheirReplicas() {
        var heard = new ArrayList<TrainReport>();
        try (var watch = LiveFigures.watch(training.uri("run"), heard::add)) {
            training.fit(
                    "run",
                    "steps = 4, every { log = 2, validate = 4, checkpoint = 4, keep = 1 }",
                    "parallel { kind = rounds, replicas = 2, steps = 2, outer-rate = 1, outer-momentum = 0,"
                            + " quorum = 1, grace = 10s }");
        }
        var windows = heard.stream()
                .filter(report -> report.figures().containsKey("loss/total"))
                .toList();

        assertThat(windows).extracting(TrainReport::step).containsExactly(2L, 4L);
        assertThat(windows.get(1).figures().get("loss/total"))
                .isEqualTo(training.metrics("run").get(4L).get("loss/total"));
    }
}
