package jointdit.tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * Programs of one network, by what they are traced for; those used last are kept. Threads may share it.
 *
 * @param <K> what a program is traced for
 */
public final class Programs<K> implements AutoCloseable {
    /** Programs that are kept; prompts and clips of many lengths would else fill the memory with them. */
    public static final int MOST = 24;

    private final Function<K, Program> traced;
    private final Map<K, Use> programs = new LinkedHashMap<>(MOST, 0.75f, true);

    /** A program that is closed when nobody runs it any more. */
    private record Use(Program program, ReadWriteLock lock) {
        void close() {
            lock.writeLock().lock();
            try {
                program.close();
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    /** {@code traced} makes a program where none is kept. */
    public Programs(Function<K, Program> traced) {
        this.traced = traced;
    }

    /** What {@code work} makes with the program of {@code key}, which stays open meanwhile. */
    public <R> R with(K key, Function<Program, R> work) {
        var locked = locked(key);
        try {
            return work.apply(locked.program);
        } finally {
            locked.lock.readLock().unlock();
        }
    }

    /** The program, which cannot be closed before its lock is given back. */
    private synchronized Use locked(K key) {
        var found = programs.computeIfAbsent(key, k -> new Use(traced.apply(k), new ReentrantReadWriteLock()));
        found.lock.readLock().lock();
        if (programs.size() > MOST) {
            var oldest = programs.keySet().iterator().next();
            programs.remove(oldest).close();
        }
        return found;
    }

    @Override
    public synchronized void close() {
        programs.values().forEach(Use::close);
        programs.clear();
    }
}
