package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jointdit.joint.CheckpointInfo;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs on executor processes, five of which are killed. */
@Tag("long")
class LostExecutorsTest {
    private static final int KILLS = 5;
    private static final int STEPS = 240;
    private static final int INTERVAL = 15;
    private static final Duration RESTART = Duration.ofSeconds(15);
    private static final String COURSE =
            "batch = 4, steps = %d, every { log = %d, validate = %d, checkpoint = %d, keep = 99 }"
                    .formatted(STEPS, STEPS, STEPS, INTERVAL);

    @TempDir
    private Path folder;

    private SparkSession spark;
    private TinyTraining training;

    @AfterEach
    void close() {
        spark.stop();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | parallel { kind = all-reduce, replicas = 2, timeout = 30s }
            1 | parallel { kind = single }
            2 | parallel { kind = rounds, replicas = 2, steps = 15, outer-rate = 0.7, outer-momentum = 0.9, quorum = 1.0, grace = 10s }
            """)
    void runGoesOnByItselfBitForBit(int executors, String parallel) throws Exception {
        spark = ClusterForTests.session(executors, 1, Map.of());
        training = new TinyTraining(folder);
        TinyCache.write(spark, training.uri("latents"), 20, 7);
        var whole = System.nanoTime();
        training.fit("whole", COURSE, parallel);
        whole = System.nanoTime() - whole;
        var random = new Random(5);
        var losses = new ArrayList<Double>();
        var disturbed = System.nanoTime();
        var run = CompletableFuture.runAsync(() -> training.fit("disturbed", COURSE, parallel));
        for (var kill = 0; kill < KILLS; kill++) {
            losses.add(secondsLost(random, run, whole * 1e-6 * INTERVAL / STEPS));
        }
        run.get(3, TimeUnit.MINUTES);
        disturbed = System.nanoTime() - disturbed;

        var report = String.format(
                "%s: whole %.1f s, disturbed %.1f s, kill to next checkpoint %s s",
                parallel, whole * 1e-9, disturbed * 1e-9, losses);
        System.err.println(report);
        assertSameCheckpoints();
        if (isCalm()) {
            var limit = whole * 1e-9 * INTERVAL / STEPS + RESTART.toSeconds();
            assertThat(losses).as(report).allSatisfy(lost -> assertThat(lost).isLessThan(limit));
        }
    }

    /** Whether times mean something: this test alone brings a load of three. */
    private static boolean isCalm() {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        return machine.getSystemLoadAverage() < 2.0 * machine.getAvailableProcessors();
    }

    /** Kills an executor at a random moment of an {@code interval}, in ms, and times the way to a new checkpoint. */
    private double secondsLost(Random random, CompletableFuture<Void> run, double interval) throws Exception {
        var before = finished();
        Thread.sleep((long) (random.nextDouble() * interval));
        assertThat(run).isNotDone();
        Executors.kill(random);
        var start = System.nanoTime();
        var there = finished();
        assertThat(there).isGreaterThanOrEqualTo(before);
        await(() -> finished() > there || run.isDone());
        return (System.nanoTime() - start) * 1e-9;
    }

    /** Every one is there, whole, and as if nothing had happened. */
    private void assertSameCheckpoints() {
        for (var step = INTERVAL; step <= STEPS; step += INTERVAL) {
            var wanted = training.checkpoints("whole").at(step);
            var found = training.checkpoints("disturbed").at(step);
            assertThat(found.info().files())
                    .as("step " + step)
                    .isEqualTo(wanted.info().files());
        }
    }

    /** Steps of the last checkpoint. */
    private int finished() {
        return training.checkpoints("disturbed")
                .lastInfo()
                .map(CheckpointInfo::step)
                .orElse(0);
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        for (var i = 0; i < 600 && !reached.getAsBoolean(); i++) {
            Thread.sleep(100);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }
}
