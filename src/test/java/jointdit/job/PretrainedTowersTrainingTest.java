package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jointdit.train.MetricsLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Both stages over the published networks, small ones of random weights, through the jobs. */
@Tag("long")
class PretrainedTowersTrainingTest {
    private static final int WINDOW = 10;
    private static final int STEPS = 60;

    @TempDir
    private Path folder;

    @Test
    void lossesFallInBothStagesAndTheModelMakesClips(TestReporter reporter) throws IOException {
        var room = new PretrainedRoom(folder);
        room.writeNetworks();
        room.makeClips(8);
        room.cache();

        train(room, "a", "A", "null");
        train(room, "b", "B", folder + "/a");
        room.generate("b", "pictured", "null");
        room.generate("b", "prompted", "a ball");

        var joint = totals("a");
        var tuned = totals("b");
        reporter.publishEntry(Map.of("stage A", joint.toString(), "stage B", tuned.toString()));
        assertThat(last(joint)).as("stage A: %s", joint).isLessThan(0.9 * first(joint));
        assertThat(last(tuned)).as("stage B: %s", tuned).isLessThan(0.7 * first(tuned));
        assertThat(room.sound("pictured")).isNotEqualTo(room.sound("prompted"));
    }

    private static void train(PretrainedRoom room, String name, String stage, String from) {
        var status = room.train(
                name,
                stage,
                from,
                "steps=" + STEPS,
                "batch=4",
                "every.log=" + WINDOW,
                "rates={ lr = 3e-3, lr-expert = 3e-3, lr-io = 3e-3, warmup = 5 }",
                "optimiser.weight-decay=0");
        assertThat(status).as(room.errors()).isEqualTo(Main.DONE);
    }

    /** Mean losses of windows of steps. */
    private List<Double> totals(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name + "/metrics"))) {
            var lines = files.filter(file -> file.toString().endsWith(".jsonl")).toList();
            assertThat(lines).hasSize(1);
            return MetricsLog.read(Files.readString(lines.get(0))).values().stream()
                    .map(figures -> figures.get("loss/total"))
                    .toList();
        }
    }

    /** Of the first two windows. */
    private static double first(List<Double> losses) {
        return (losses.get(0) + losses.get(1)) / 2;
    }

    /** Of the last two windows. */
    private static double last(List<Double> losses) {
        return (losses.get(losses.size() - 2) + losses.get(losses.size() - 1)) / 2;
    }
}
