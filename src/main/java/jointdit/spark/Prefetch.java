package jointdit.spark;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Makes things ahead, in order, on a thread of its own. */
final class Prefetch<T> implements AutoCloseable {
    private final Supplier<T> source;
    private final BlockingQueue<Future<T>> ahead;
    private final Thread thread;

    private Prefetch(Supplier<T> source, int depth) {
        this.source = source;
        ahead = new ArrayBlockingQueue<>(depth);
        thread = Background.threads("prefetch").newThread(this::fill);
    }

    /** Begins to make up to {@code depth} things ahead, at least 1. */
    static <T> Prefetch<T> of(Supplier<T> source, int depth) {
        var prefetch = new Prefetch<>(source, depth);
        prefetch.thread.start();
        return prefetch;
    }

    private void fill() {
        try {
            for (var failed = false; !failed; ) {
                Callable<T> make = source::get;
                var next = new FutureTask<>(make);
                next.run();
                failed = isFailed(next);
                ahead.put(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private static boolean isFailed(Future<?> done) throws InterruptedException {
        try {
            done.get();
            return false;
        } catch (ExecutionException e) {
            return true; // whoever takes it hears why
        }
    }

    /** The next thing, as soon as it is there; what went wrong with it is thrown here. */
    T next() {
        try {
            return ahead.take().get();
        } catch (ExecutionException e) {
            throw Background.cause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while clips were read", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
