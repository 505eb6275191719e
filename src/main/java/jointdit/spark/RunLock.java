package jointdit.spark;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jointdit.config.Configs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two runs from writing to one folder: the file {@code run.lock} names the run at work, whose driver renews it
 * again and again. One that is renewed no more was left by a run that died and is taken over. What counts is whether
 * the file changes, so clocks need not agree.
 */
final class RunLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);
    private static final String FILE = "/run.lock";

    private final Storage storage;
    private final String run;
    private final Runnable onLoss;
    private final ScheduledExecutorService beats =
            Executors.newSingleThreadScheduledExecutor(Background.threads("run-lock"));
    private volatile Holder own;
    private volatile boolean lost;

    /**
     * How often a lock is renewed.
     *
     * @param beat from one renewal to the next
     * @param limit a lock that is not renewed for so long is left over; several beats
     */
    record Pace(Duration beat, Duration limit) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    /**
     * Content of the file.
     *
     * @param owner names the run at work
     * @param host of its driver
     * @param process of its driver
     * @param beat number of the renewal
     */
    record Holder(String owner, String host, long process, long beat) {
        static Holder here() {
            return new Holder(
                    UUID.randomUUID().toString(),
                    machine(),
                    ProcessHandle.current().pid(),
                    0);
        }

        private static String machine() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                LOG.debug("This machine does not know its name", e);
                return "localhost";
            }
        }

        Holder next() {
            return new Holder(owner, host, process, beat + 1);
        }

        /** Whether the driver was a process of this machine that is gone. */
        boolean isGone() {
            return host.equals(machine()) && ProcessHandle.of(process).isEmpty();
        }
    }

    private RunLock(Storage storage, String run, Runnable onLoss) {
        this.storage = storage;
        this.run = run;
        this.onLoss = onLoss;
        this.own = Holder.here();
    }

    /**
     * Takes the folder of a run; where a lock is there, waits to see whether it is renewed.
     *
     * @param onLoss called if another run takes the folder over nevertheless, say after a long pause of this process
     * @throws IllegalStateException if another run is at work there
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a renewal throws nothing
    static RunLock take(Storage storage, String run, Pace pace, Runnable onLoss) {
        var lock = new RunLock(storage, run, onLoss);
        lock.watch(pace);
        lock.write();
        lock.holder().filter(lock::isOther).ifPresent(lock::refuse); // two that came at once
        var beat = pace.beat().toMillis();
        lock.beats.scheduleWithFixedDelay(lock::renew, beat, beat, TimeUnit.MILLISECONDS);
        return lock;
    }

    /** Whether another run took the folder over. */
    boolean isLost() {
        return lost;
    }

    private boolean isOther(Holder holder) {
        return !holder.owner().equals(own.owner());
    }

    /** Returns once the lock is known to be left over, or gone. */
    private void watch(Pace pace) {
        var end = System.nanoTime() + pace.limit().toNanos();
        var first = holder();
        while (storage.exists(run + FILE) && first.filter(Holder::isGone).isEmpty()) {
            if (System.nanoTime() > end) {
                LOG.warn(
                        "The lock of {} has not been renewed for {} s, this run takes it over: {}",
                        run,
                        pace.limit().toSeconds(),
                        first);
                return;
            }
            sleep(pace.beat().toMillis() / 4);
            var holder = holder();
            if (first.isPresent() && holder.isPresent() && !holder.equals(first)) {
                refuse(holder.get());
            }
            first = first.or(() -> holder);
        }
    }

    private void refuse(Holder holder) {
        throw new IllegalStateException(String.format(
                "Wanted %s for this run, found another run at work there, process %d of %s; wait for it, stop it,"
                        + " or set another train.out",
                run, holder.process(), holder.host()));
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the lock of another run", e);
        }
    }

    /** Who holds the lock; empty if nobody does or the file is being written. */
    private Optional<Holder> holder() {
        try {
            return storage.exists(run + FILE)
                    ? Optional.of(Configs.read(storage.text(run + FILE), run + FILE, Holder.class))
                    : Optional.empty();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            LOG.debug("{} is being written", run + FILE, e);
            return Optional.empty();
        }
    }

    private void write() {
        own = own.next();
        storage.write(run + FILE, Configs.json(own));
    }

    private void renew() {
        try {
            if (holder().filter(this::isOther).isPresent()) {
                lost = true;
                beats.shutdown();
                onLoss.run();
            } else {
                write();
            }
        } catch (RuntimeException e) {
            if (!beats.isShutdown()) { // else the run is over
                LOG.warn("Cannot renew the lock of {}", run, e);
            }
        }
    }

    @Override
    public void close() {
        beats.shutdownNow();
        try {
            beats.awaitTermination(10, TimeUnit.SECONDS); // a renewal at work must not bring the file back
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (holder().filter(this::isOther).isEmpty()) {
            storage.delete(run + FILE);
        }
    }
}
