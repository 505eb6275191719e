package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedTest {
    private final AtomicInteger open = new AtomicInteger();
    private final Shared<Thing> things = new Shared<>(Duration.ofMillis(50));

    private final class Thing implements AutoCloseable {
        Thing() {
            open.incrementAndGet();
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }

    @Test
    void aThingIsMadeOnceForAllWhoTakeIt() {
        try (var first = things.take("a", Thing::new);
                var second = things.take("a", Thing::new)) {
            assertThat(second.value()).isSameAs(first.value());
            assertThat(open).hasValue(1);
        }
    }

    @Test
    void whoTakesItSoonAfterGetsTheSame() {
        Thing before;
        try (var first = things.take("a", Thing::new)) {
            before = first.value();
        }
        try (var second = things.take("a", Thing::new)) {
            assertThat(second.value()).isSameAs(before);
        }
    }

    @Test
    void whatNobodyUsesIsClosedAfterAWhile() throws InterruptedException {
        things.take("a", Thing::new).close();

        for (var i = 0; i < 100 && open.get() > 0; i++) {
            Thread.sleep(20);
        }
        assertThat(open).hasValue(0);
        assertThat(things.open()).isZero();
    }

    @Test
    void whatIsUsedStays() throws InterruptedException {
        try (var taken = things.take("a", Thing::new)) {
            things.take("a", Thing::new).close();
            Thread.sleep(200);

            assertThat(open).hasValue(1);
            assertThat(taken.value()).isNotNull();
        }
    }

    @Test
    void anotherTakesThePlaceOfWhatNobodyUses() {
        things.take("a", Thing::new).close();

        try (var other = things.take("b", Thing::new)) {
            assertThat(open).hasValue(1);
            assertThat(other.value()).isNotNull();
        }
    }
}
