package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrefetchTest {
    @Test
    void thingsComeInOrderAndNotFartherAheadThanWanted() throws InterruptedException {
        var made = new AtomicInteger();
        try (var ahead = Prefetch.of(made::incrementAndGet, 2)) {
            for (var i = 1; i <= 5; i++) {
                assertThat(ahead.next()).isEqualTo(i);
            }
            for (var i = 0; i < 100 && made.get() < 8; i++) {
                Thread.sleep(5);
            }
            Thread.sleep(50);

            assertThat(made).hasValue(8); // five taken, two waiting, one in hand
        }
    }

    @Test
    void errorsComeToTheTaker() {
        var made = new AtomicInteger();
        try (var ahead = Prefetch.of(
                () -> {
                    if (made.incrementAndGet() == 3) {
                        throw new IllegalStateException("broken file");
                    }
                    return made.get();
                },
                2)) {
            assertThat(ahead.next()).isEqualTo(1);
            assertThat(ahead.next()).isEqualTo(2);
            assertThatThrownBy(ahead::next).hasMessage("broken file");
        }
    }

    @Test
    void closingEndsTheThread() throws InterruptedException {
        var made = new AtomicInteger();
        Prefetch.of(made::incrementAndGet, 1).close();
        Thread.sleep(50);
        var then = made.get();
        Thread.sleep(50);

        assertThat(made).hasValue(then);
    }
}
