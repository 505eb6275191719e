package jointdit.spark;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;

/** Work on threads that do not keep the JVM alive. */
final class Background {
    private Background() {}

    /** Makes such threads. */
    static ThreadFactory threads(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** What went wrong with such work, to be thrown where its result was wanted. */
    static RuntimeException cause(ExecutionException failed) {
        return failed.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException(failed.getCause());
    }
}
