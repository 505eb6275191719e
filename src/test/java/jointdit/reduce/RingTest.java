package jointdit.reduce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RingTest {
    /** The mean in the order that {@link Ring#mean} states. */
    private static float[] mean(int world, int size) {
        var parts = new Parts(size, world);
        var mean = new float[size];
        for (var part = 0; part < world; part++) {
            for (var step = 0; step < world; step++) {
                var rank = Rings.values((part + step) % world, size);
                for (var i = (int) parts.start(part); i < parts.start(part + 1); i++) {
                    mean[i] = step == 0 ? rank[i] : mean[i] + rank[i];
                }
            }
        }
        for (var i = 0; i < size; i++) {
            mean[i] /= world;
        }
        return mean;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 7",
        "2, 0",
        "2, 1",
        "2, 7",
        "2, 65536",
        "2, 300001",
        "3, 0",
        "3, 1",
        "3, 2",
        "3, 200003",
        "5, 3",
        "5, 1000001"
    })
    void meanIsTheSumInTheStatedOrderOnAllRanks(int world, int size) throws IOException {
        var means = Rings.run(world, ring -> {
            var values = Rings.values(ring.rank(), size);
            ring.mean(values);
            return values;
        });

        assertThat(means).allSatisfy(mean -> assertThat(mean).isEqualTo(mean(world, size)));
    }

    @Test
    void buffersAreOneVectorWhereverTheyLie() throws IOException {
        var means = Rings.run(3, ring -> {
            var values = Rings.values(ring.rank(), 100_000);
            var direct = ByteBuffer.allocateDirect(70_000 * 4)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            direct.put(0, values, 10, 70_000);
            ring.mean(List.of(FloatBuffer.wrap(values, 0, 10), direct, FloatBuffer.wrap(values, 70_010, 29_990)));
            direct.get(0, values, 10, 70_000);
            return values;
        });

        assertThat(means).allSatisfy(mean -> assertThat(mean).isEqualTo(mean(3, 100_000)));
    }

    @Test
    void whatIsNotFiniteStaysSo() throws IOException {
        var means = Rings.run(2, ring -> {
            var values = new float[] {1, ring.rank() == 1 ? Float.NaN : 1};
            ring.mean(values);
            return values;
        });

        assertThat(means).allSatisfy(mean -> assertThat(mean).containsExactly(1, Float.NaN));
    }

    @Test
    void smallThingsGoRound() throws IOException {
        var names = List.of("", "a", "longer");
        var gathered = Rings.run(
                3,
                ring -> ring.gather(names.get(ring.rank()).getBytes(UTF_8)).stream()
                        .map(bytes -> new String(bytes, UTF_8))
                        .toList());
        var least = Rings.run(3, ring -> ring.min(7 - ring.rank()));
        var first = Rings.run(3, ring -> ring.broadcast(new byte[] {(byte) ring.rank(), 1}));

        assertThat(gathered).containsOnly(names);
        assertThat(least).containsOnly(5L);
        assertThat(first).allSatisfy(bytes -> assertThat(bytes).containsExactly(0, 1));
    }

    @Test
    void manyOperationsFollowEachOther() throws IOException {
        var sums = Rings.run(3, ring -> {
            var values = new float[] {ring.rank(), 0, 0, 0};
            for (var i = 0; i < 200; i++) {
                ring.mean(values);
                ring.meet(Duration.ofMinutes(1));
                values[0] += ring.rank();
            }
            return values[0] - ring.rank();
        });

        assertThat(sums).containsOnly(200f);
    }

    @Test
    void rankThatLeavesIsAnErrorOnTheOthersAtOnce() throws Exception {
        var start = new AtomicReference<Long>();
        var results = Rings.start(3, Duration.ofSeconds(20), ring -> {
            if (ring.rank() == 2) {
                sleep(300);
                start.set(System.nanoTime());
                ring.close();
            } else {
                ring.mean(new float[1000]);
            }
            return 0;
        });

        for (var rank : List.of(0, 1)) {
            assertThatThrownBy(() -> results.get(rank).get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(RingException.class)
                    .hasMessageContainingAll("Rank " + rank + " of 3 wanted the mean of 1000 values", "found the end");
        }
        assertThat(System.nanoTime() - start.get()).isLessThan(1_000_000_000L);
    }

    @Test
    void rankThatHangsIsAnErrorWithinTheTimeout() throws IOException {
        var over = new CountDownLatch(1);
        var results = Rings.start(3, Duration.ofMillis(700), ring -> {
            if (ring.rank() == 2) {
                await(over);
            } else {
                LockSupport.parkNanos(350_000_000L * ring.rank()); // rank 0 waits first, so it is the one that gives up
                ring.mean(new float[1000]);
            }
            return 0;
        });

        assertThatThrownBy(results.get(0)::join)
                .cause()
                .hasMessageContainingAll("from rank 2 (127.0.0.1:", "found no progress in 0.7 s");
        assertThatThrownBy(results.get(1)::join).cause().isInstanceOf(RingException.class);
        over.countDown();
    }

    @Test
    void ranksThatDoNotDoTheSameAreAnError() throws IOException {
        var results = Rings.start(2, Duration.ofSeconds(5), ring -> {
            ring.mean(new float[10 + ring.rank()]);
            return 0;
        });

        assertThat(results)
                .allSatisfy(result ->
                        assertThatThrownBy(result::join).cause().hasMessageContaining("all ranks must do the same"));
    }

    @Test
    void cancellingEndsAWaitSoon() throws Exception {
        var cancelled = new AtomicBoolean();
        var doors = Rings.doors(2);
        var addresses = Rings.addresses(doors);
        var other = CompletableFuture.supplyAsync(() -> doors.get(1).join(Rings.seat(1, addresses, () -> false)));
        var waiting = CompletableFuture.runAsync(() -> {
            try (var ring = doors.get(0).join(Rings.seat(0, addresses, cancelled::get))) {
                ring.mean(new float[5]);
            }
        });
        other.get(10, TimeUnit.SECONDS);
        cancelled.set(true);

        assertThatThrownBy(() -> waiting.get(2, TimeUnit.SECONDS)).cause().hasMessageContaining("was cancelled");
        other.join().close();
    }

    @Test
    void closingFromAnotherThreadEndsAWait() throws IOException {
        var mine = new AtomicReference<Ring>();
        var results = Rings.start(2, Duration.ofSeconds(20), ring -> {
            if (ring.rank() == 0) {
                mine.set(ring);
                ring.mean(new float[5]);
            } else {
                sleep(300);
                mine.get().close();
                sleep(300);
            }
            return 0;
        });

        assertThatThrownBy(results.get(0)::join).cause().hasMessageContaining("the ring closed on this side");
    }

    @Test
    void ringOfOneIsItsOwnMean() {
        var values = new float[] {1, 2};
        try (var ring = Ring.ofOne()) {
            ring.mean(values);

            assertThat(values).containsExactly(1, 2);
            assertThat(ring.min(3)).isEqualTo(3);
        }
    }

    @Test
    void otherProcessIsARankToo() throws Exception {
        var doors = new ArrayList<>(Rings.doors(1));
        var children = List.of(RingProcess.start(1), RingProcess.start(2));
        try {
            var addresses = new ArrayList<>(Rings.addresses(doors));
            for (var child : children) {
                addresses.add(child.inputReader().readLine());
            }
            for (var child : children) {
                child.outputWriter()
                        .append(String.join(" ", addresses))
                        .append('\n')
                        .flush();
            }
            try (var ring = doors.get(0).join(Rings.seat(0, addresses, () -> false))) {
                var values = Rings.values(0, 500_000);
                ring.mean(values);
                assertThat(values).isEqualTo(mean(3, 500_000));

                children.get(0).destroyForcibly();
                var start = System.nanoTime();
                assertThatThrownBy(() -> ring.mean(values)).isInstanceOf(RingException.class);
                assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
            }
        } finally {
            children.forEach(Process::destroyForcibly);
        }
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
