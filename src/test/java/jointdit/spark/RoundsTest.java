package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jointdit.joint.CheckpointInfo;
import jointdit.tensor.Safetensors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsTest {
    private static final String STEPS =
            "steps = 12, batch = 4, every { log = 1, validate = 6, checkpoint = 4, keep = 2 }";
    private static final String SGD =
            "optimiser { weight-decay = 0, clip-norm = 1000000, ema-decay = 0.9, method = sgd }";

    @TempDir
    private Path folder;

    private TinyTraining training;

    @BeforeEach
    void writeLatents() {
        training = new TinyTraining(folder);
        TinyCache.write(SparkForTests.session(), training.uri("latents"), 20, 7);
    }

    private static String rounds(int replicas, int steps, String outer) {
        return "parallel { kind = rounds, replicas = %d, steps = %d, %s, quorum = 1, grace = 10s }"
                .formatted(replicas, steps, outer);
    }

    private static void assertSame(Safetensors one, Safetensors other, Offset<Float> tolerance) {
        assertThat(other.names()).isEqualTo(one.names());
        for (var name : one.names()) {
            assertThat(other.floats(name)).as(name).containsExactly(one.floats(name), tolerance);
        }
    }

    private int finished(String out) {
        return training.checkpoints(out).lastInfo().map(CheckpointInfo::step).orElse(0);
    }

    @Test
    void oneReplicaWithoutOuterStepIsSequentialTrainingBitForBit() {
        training.fit("single", STEPS);
        training.fit("rounds", STEPS, rounds(1, 5, "outer-rate = 1, outer-momentum = 0"));

        assertSame(training.weights("single"), training.weights("rounds"), within(0f));
        assertSame(training.average("single"), training.average("rounds"), within(0f));
        assertThat(training.metrics("rounds").keySet())
                .isEqualTo(training.metrics("single").keySet())
                .hasSize(12);
        assertThat(training.metrics("rounds").get(12L).get("validation/total"))
                .isEqualTo(training.metrics("single").get(12L).get("validation/total"));
    }

    @Test
    void roundsOfOneStepOfPlainDescentAreSynchronousDescent() {
        training.fit("together", STEPS, SGD, "parallel { kind = all-reduce, replicas = 2, timeout = 30s }");
        training.fit("rounds", STEPS, SGD, rounds(2, 1, "outer-rate = 1, outer-momentum = 0"));

        assertSame(training.weights("together"), training.weights("rounds"), within(1e-6f));
    }

    @Test
    void replicasMayBeMoreThanCoresAndChangeFromRunToRun() {
        training.fit("run", STEPS, "steps = 6", rounds(4, 3, "outer-rate = 0.7, outer-momentum = 0.9"));
        assertThat(finished("run")).isEqualTo(6);
        training.fit("run", STEPS, rounds(2, 3, "outer-rate = 0.7, outer-momentum = 0.9"));

        assertThat(finished("run")).isEqualTo(12);
        assertThat(training.metrics("run").get(12L)).containsKey("loss/total");
        assertThat(folder.resolve("run/rounds")).doesNotExist();
    }

    @Test
    void lostTaskIsDoneAgainBitForBit() throws Exception {
        var settings = rounds(2, 4, "outer-rate = 0.7, outer-momentum = 0.9");
        var steps = "batch = 4, steps = 24, every { log = 12, validate = 24, checkpoint = 4, keep = 2 }";
        training.fit("whole", steps, settings);
        try (var tasks = new RunningTasks(SparkForTests.session())) {
            var run = CompletableFuture.runAsync(() -> training.fit("disturbed", steps, settings));
            while (finished("disturbed") == 0 || tasks.count() == 0 || !tasks.killOne()) {
                Thread.sleep(1);
            }
            run.get(60, TimeUnit.SECONDS);
        }

        assertSame(training.weights("whole"), training.weights("disturbed"), within(0f));
    }

    @Test
    void runThatIsNotFiniteEndsWithTheClips() {
        assertThatThrownBy(() -> training.fit(
                        "run",
                        STEPS,
                        "max-skipped = 1",
                        "rates { lr = 1e30, lr-expert = 1e30, lr-io = 1e30, warmup = 0, last = 1 }",
                        rounds(2, 6, "outer-rate = 1, outer-momentum = 0")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("others in 2 steps in a row", "clip");
    }
}
