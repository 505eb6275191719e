package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import jointdit.tensor.Safetensors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllReduceTest {
    private static final String STEPS =
            "steps = 24, batch = 6, every { log = 1, validate = 8, checkpoint = 24, keep = 2 }";

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

    private void assertSameCourse(String one, String other, Offset<Double> tolerance) {
        var wanted = training.metrics(one);
        var found = training.metrics(other);
        assertThat(found.keySet()).isEqualTo(wanted.keySet()).hasSize(24);
        found.forEach((step, figures) -> figures.forEach((tag, value) -> {
            if (!tag.equals("steps-per-second")) {
                assertThat(value)
                        .as("%s at step %d", tag, step)
                        .isCloseTo(wanted.get(step).get(tag), tolerance);
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
        training.fit("single", STEPS);
        for (var count = 1; count <= 3; count++) {
            training.fit("replicas" + count, STEPS, replicas(count));
            assertSameCourse("single", "replicas" + count, within(2e-4));
            assertSameWeights(training.weights("single"), training.weights("replicas" + count), within(2e-4f));
        }
    }

    @Test
    void accumulatedPassesTakeTheCourseOfOne() {
        training.fit("single", STEPS);
        training.fit("passes", STEPS, "accumulate = 3");
        training.fit("both", STEPS, "accumulate = 3", replicas(2));

        assertSameCourse("single", "passes", within(2e-4));
        assertSameCourse("single", "both", within(2e-4));
    }

    @Test
    void interruptedRunGoesOnBitForBit() {
        var every = "batch = 4, every { log = 1, validate = 8, checkpoint = 3, keep = 2 }";
        training.fit("whole", every, "steps = 6", replicas(2));
        training.fit("parts", every, "steps = 3", replicas(2));
        training.fit("parts", every, "steps = 6", replicas(2));

        assertSameWeights(training.weights("whole"), training.weights("parts"), within(0f));
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
