package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class QuorumJobTest {
    private static final int LATE_SECONDS = 60;

    private static JavaRDD<Integer> tasks() {
        return new JavaSparkContext(SparkForTests.session().sparkContext()).parallelize(List.of(0, 1, 2), 3);
    }

    private static int late(int task) throws InterruptedException {
        for (var i = 0; task == 1 && i < LATE_SECONDS * 100; i++) {
            Thread.sleep(10);
            if (TaskContext.get().isInterrupted()) {
                throw new IllegalStateException("killed");
            }
        }
        return task;
    }

    /** One task fails when the others are done. */
    private static int broken(int task) throws InterruptedException {
        if (task == 1) {
            Thread.sleep(1_500);
            throw new IllegalStateException("broken machine");
        }
        return task;
    }

    @Test
    void allTasksAreWaitedForWithinTheGrace() {
        assertThat(new QuorumJob(1, Duration.ofSeconds(30)).results(tasks())).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void lateTasksAreLeftOut() {
        var start = System.nanoTime();

        assertThat(new QuorumJob(2, Duration.ofMillis(100)).results(tasks().map(QuorumJobTest::late)))
                .containsExactlyInAnyOrder(0, 2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(LATE_SECONDS / 2));
    }

    @Test
    void aQuorumIsEnoughWhereATaskFailsForGood() {
        assertThat(new QuorumJob(2, Duration.ofSeconds(30)).results(tasks().map(QuorumJobTest::broken)))
                .containsExactlyInAnyOrder(0, 2);
    }

    @Test
    void lessIsAnError() {
        assertThatThrownBy(() -> new QuorumJob(3, Duration.ofSeconds(30)).results(tasks().map(QuorumJobTest::broken)))
                .hasMessageContaining("broken machine");
    }
}
