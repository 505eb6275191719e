package jointdit.spark;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What this JVM does after a while, on a thread that does not keep it alive. */
final class Later {
    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(Background.threads("later"));

    private Later() {}

    /** Does {@code work}, which throws nothing, once {@code delay} is over. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    static void after(Duration delay, Runnable work) {
        CLOCK.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
