package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jointdit.joint.CheckpointInfo;
import jointdit.tensor.Safetensors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllReduceTest {
    private static final String STEPS =
            "steps = 24, batch = 6, every { log = 1, validate = 8, checkpoint = 24, keep = 2 }";

    /** AdamW makes a fifth of a step of it where a gradient is nearly 0. */
    private static final Offset<Float> ROUNDING = within(2e-4f);

    @TempDir
    private Path folder;

    private TinyTraining training;

    @BeforeEach
    void writeLatents() {
        training = new TinyTraining(folder);
        TinyCache.write(SparkForTests.session(), training.uri("latents"), 20, 7);
    }

    private static String replicas(int count) {
        return "parallel { kind = all-reduce, replicas = " + count + ", timeout = 30s }";
    }

    /** Up to rounding, which grows from step to step: {@code tolerance} of each figure, or of 1. */
    private void assertSameCourse(String one, String other, double tolerance) {
        var wanted = training.metrics(one);
        var found = training.metrics(other);
        assertThat(found.keySet()).isEqualTo(wanted.keySet()).hasSize(24);
        found.forEach((step, figures) -> figures.forEach((tag, value) -> {
            if (!tag.endsWith("per-second") && !tag.startsWith("share/") && !tag.startsWith("memory/")) {
                double expected = wanted.get(step).get(tag);
                assertThat(value)
                        .as("%s at step %d", tag, step)
                        .isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
            }
        }));
    }

    private void assertSameWeights(Safetensors one, Safetensors other, Offset<Float> tolerance) {
        assertThat(other.names()).isEqualTo(one.names());
        for (var name : one.names()) {
            assertThat(other.floats(name)).as(name).containsExactly(one.floats(name), tolerance);
        }
    }

    @Test
    void anyNumberOfReplicasTakesTheCourseOfOne() {
        training.fit("one", STEPS);
        training.fit("two", STEPS, replicas(2));
        training.fit("three", STEPS, replicas(3), "accumulate = 2");

        assertSameCourse("one", "two", 2e-4);
        assertSameCourse("one", "three", 2e-4);
        assertSameWeights(training.weights("one"), training.weights("two"), ROUNDING);
        assertSameWeights(training.weights("one"), training.weights("three"), ROUNDING);
    }

    @Test
    void runWhoseReplicaIsLostGoesOnByItselfBitForBit() throws Exception {
        var steps = "batch = 4, steps = 36, every { log = 36, validate = 36, checkpoint = 6, keep = 2 }";
        training.fit("whole", steps, replicas(2));
        try (var tasks = new RunningTasks(SparkForTests.session())) {
            var run = CompletableFuture.runAsync(() -> training.fit("disturbed", steps, replicas(2)));
            await(() -> finished("disturbed") > 0);
            assertThat(tasks.killOne()).isTrue();
            run.get(60, TimeUnit.SECONDS);
        }

        assertSameWeights(training.weights("whole"), training.weights("disturbed"), within(0f));
    }

    @Test
    void cancelledRunEndsAtOnce() throws Exception {
        var steps = "batch = 4, steps = 100000, every { log = 10, validate = 100000, checkpoint = 20, keep = 2 }";
        try (var tasks = new RunningTasks(SparkForTests.session())) {
            var run = CompletableFuture.runAsync(() -> training.fit("run", steps, replicas(2)));
            await(() -> finished("run") > 0);
            SparkForTests.session().sparkContext().cancelAllJobs();

            assertThatThrownBy(() -> run.get(20, TimeUnit.SECONDS)).hasMessageContaining("cancelled");
            await(() -> tasks.count() == 0);
        }
        assertThat(folder.resolve("run/run.lock")).doesNotExist();
    }

    /** Steps of the last checkpoint. */
    private int finished(String out) {
        return training.checkpoints(out).lastInfo().map(CheckpointInfo::step).orElse(0);
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        for (var i = 0; i < 600 && !reached.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    @Test
    void runThatIsNotFiniteEndsWithTheClips() {
        assertThatThrownBy(() -> training.fit(
                        "run",
                        "steps = 9, batch = 4, max-skipped = 2, every { log = 1, validate = 9, checkpoint = 9, keep = 2 }",
                        "rates { lr = 1e30, lr-expert = 1e30, lr-io = 1e30, warmup = 0, last = 1 }",
                        replicas(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("others in 3 steps in a row", "clip");
        assertThat(training.metrics("run").lastKey()).isLessThan(9);
        assertThat(training.metrics("run").get(training.metrics("run").lastKey()))
                .containsEntry("skipped", 1.0);
    }

    @Test
    void moreReplicasThanCoresAreRefusedAtOnce() {
        assertThatThrownBy(() -> training.fit("run", "batch = 4", replicas(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Wanted 4 replicas at a time, found 3 cores in local[3]");
    }

    @Test
    void batchThatReplicasCannotShareIsRefused() {
        assertThatThrownBy(() -> training.config("run", "batch = 4", replicas(3)))
                .hasMessageContaining("batch must be a multiple of replicas times accumulate, 3 x 1, found 4");
    }
}
