package jointdit.ui;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

/** All runs, and which wait. What changes is written to the gallery and told to listeners. */
final class Board {
    private final Gallery gallery;
    private final int most;
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
    private Optional<Preview> preview = Optional.empty();

    /** @param most runs that may wait */
    Board(Gallery gallery, int most) {
        this.gallery = gallery;
        this.most = most;
        gallery.runs().forEach(run -> runs.put(run.id(), run));
    }

    /** Tells {@code listener} after each change, until {@link #forget}. */
    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    /**
     * Puts a run behind those that wait.
     *
     * @throws ApiProblem if too many do
     */
    void add(Run run) {
        synchronized (this) {
            if (waiting.size() >= most) {
                throw ApiProblem.of(
                        429, "Wanted at most %d runs that wait, found as many; wait or cancel one".formatted(most));
            }
            gallery.folder(run.id()).write(run);
            runs.put(run.id(), run);
            waiting.add(run.id());
            notifyAll();
        }
        tell();
    }

    /** The next run, which is running from now on; waits for one. */
    Run take() throws InterruptedException {
        Run next;
        synchronized (this) {
            while (waiting.isEmpty()) {
                wait();
            }
            preview = Optional.empty();
            next = put(runs.get(waiting.remove()).in(RunState.RUNNING));
        }
        tell();
        return next;
    }

    /** Whether a run goes on; if so, it is so far now. */
    boolean advance(String id, Run.Progress progress, Optional<Preview> seen) {
        synchronized (this) {
            if (isOver(id)) {
                return false;
            }
            runs.put(id, runs.get(id).with(progress));
            preview = seen.or(() -> preview);
        }
        tell();
        return true;
    }

    /** Ends a run, unless it is over: {@code files} writes to its folder. */
    void end(String id, Run.Progress progress, Consumer<RunFolder> files) {
        synchronized (this) {
            if (!isOver(id)) {
                files.accept(gallery.folder(id));
                put(runs.get(id).with(progress));
            }
        }
        tell();
    }

    /** Fails a run of which nothing can be written. */
    void fail(String id, String message) {
        synchronized (this) {
            if (!isOver(id)) {
                runs.put(id, runs.get(id).failed(message));
            }
        }
        tell();
    }

    /** Cancels a run, unless it is over. */
    void cancel(String id) {
        synchronized (this) {
            waiting.remove(id);
            if (!isOver(id)) {
                put(runs.get(id).in(RunState.CANCELLED));
            }
        }
        tell();
    }

    /**
     * Removes a run with its files.
     *
     * @throws ApiProblem if it is not over
     */
    void remove(String id) {
        synchronized (this) {
            if (!isOver(id)) {
                throw ApiProblem.of(409, "Wanted a run that is over, found one at work; cancel it first");
            }
            runs.remove(id);
            gallery.folder(id).delete();
        }
        tell();
    }

    private boolean isOver(String id) {
        return !runs.containsKey(id) || runs.get(id).state().isOver();
    }

    private Run put(Run run) {
        runs.put(run.id(), run);
        gallery.folder(run.id()).write(run);
        return run;
    }

    /** A run as it is now. */
    synchronized Optional<RunView> view(String id) {
        return Optional.ofNullable(runs.get(id)).map(this::view);
    }

    private RunView view(Run run) {
        var position = new ArrayList<>(waiting).indexOf(run.id());
        var isRunning = run.state() == RunState.RUNNING;
        return new RunView(
                run,
                position < 0 ? Optional.empty() : Optional.of(position),
                isRunning ? preview.map(Preview::step) : Optional.empty(),
                gallery.folder(run.id()).files());
    }

    /** The preview of a run that is running. */
    synchronized Optional<Preview> preview(String id) {
        var run = runs.get(id);
        return run != null && run.state() == RunState.RUNNING ? preview : Optional.empty();
    }

    /** Runs, newest first. */
    synchronized List<RunView> views(int offset, int limit) {
        var all = new ArrayList<>(runs.values());
        Collections.reverse(all);
        return all.stream().skip(offset).limit(limit).map(this::view).toList();
    }

    /** How many runs there are. */
    synchronized int size() {
        return runs.size();
    }

    /** A file of a run. */
    synchronized Optional<byte[]> read(String id, RunFile file) {
        return runs.containsKey(id) ? gallery.folder(id).read(file) : Optional.empty();
    }
}
