package jointdit.spark;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Things that the tasks of this JVM share, by their names. One that nobody uses is closed after a while, or when
 * another is opened.
 */
final class Shared<V extends AutoCloseable> {
    private static final Logger LOG = LoggerFactory.getLogger(Shared.class);

    private final Duration keep;
    private final Map<String, Entry> entries = new HashMap<>();

    private final class Entry {
        private final V value;
        private int users;
        private long uses;

        Entry(V value) {
            this.value = value;
        }
    }

    /** @param keep how long a thing stays that nobody uses */
    Shared(Duration keep) {
        this.keep = keep;
    }

    /** The thing of this name, which {@code open} makes if there is none; the caller gives it back by closing. */
    synchronized Taken take(String name, Supplier<V> open) {
        var entry = entries.get(name);
        if (entry == null) {
            closeIdle();
            entry = new Entry(open.get());
            entries.put(name, entry);
        }
        entry.users++;
        entry.uses++;
        return new Taken(name, entry);
    }

    /** Things that are open. */
    synchronized int open() {
        return entries.size();
    }

    private void closeIdle() {
        entries.values().removeIf(entry -> {
            if (entry.users == 0) {
                close(entry.value);
            }
            return entry.users == 0;
        });
    }

    private synchronized void giveBack(String name, Entry entry) {
        entry.users--;
        if (entry.users == 0) {
            var uses = entry.uses;
            Later.after(keep, () -> closeIf(name, entry, uses));
        }
    }

    /** Unless somebody took it since. */
    private synchronized void closeIf(String name, Entry entry, long uses) {
        if (entry.users == 0 && entry.uses == uses && entries.remove(name, entry)) {
            close(entry.value);
        }
    }

    private static void close(AutoCloseable value) {
        try {
            value.close();
        } catch (Exception e) {
            LOG.warn("Cannot close {}", value, e);
        }
    }

    /** A thing in use. */
    final class Taken implements AutoCloseable {
        private final String name;
        private final Entry entry;
        private boolean given;

        private Taken(String name, Entry entry) {
            this.name = name;
            this.entry = entry;
        }

        V value() {
            return entry.value;
        }

        @Override
        public void close() {
            if (!given) {
                given = true;
                giveBack(name, entry);
            }
        }
    }
}
