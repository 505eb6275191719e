package jointdit.spark;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import jointdit.media.Rendition;
import jointdit.spark.PromptServer.Renderer;
import jointdit.spark.SampleReader.Found;
import jointdit.tensor.Device;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/**
 * Makes the clips of one Spark task: rows are read ahead on one thread, clips that can be made together are, and their
 * files are written on another thread while the next are made. The networks are opened when the first clip needs them.
 */
final class SampleLine<A> implements AutoCloseable {
    private final SamplePlan<A> plan;
    private final SampleReader<A> reader;
    private final IntConsumer steps;
    private final Device device = TaskDevice.here();
    private final ExecutorService reading = Executors.newSingleThreadExecutor(Background.threads("read prompts"));
    private final ExecutorService writing = Executors.newSingleThreadExecutor(Background.threads("write clips"));
    private final Map<Object, List<Found.Wanted<A>>> waiting = new LinkedHashMap<>();
    private final Deque<Future<Done>> written = new ArrayDeque<>();
    private Optional<Renderer<A>> renderer = Optional.empty();

    /**
     * What became of a sample.
     *
     * @param row of the table
     * @param isNew whether it was tried now
     */
    record Done(SampleRow row, boolean isNew) {}

    /**
     * Opens a line.
     *
     * @param steps told after each step for how many clips it was
     */
    SampleLine(SamplePlan<A> plan, IntConsumer steps) {
        this.plan = plan;
        this.steps = steps;
        reader = new SampleReader<>(plan);
    }

    private int batch() {
        return plan.choices().batch();
    }

    /**
     * Makes the clips of all rows.
     *
     * @param rows read as they are needed
     * @param done takes each sample, made or not
     */
    void run(Iterator<PromptRow> rows, Consumer<Done> done) {
        var ahead = new ArrayDeque<Future<List<Found<A>>>>();
        while (rows.hasNext() || !ahead.isEmpty()) {
            while (rows.hasNext() && ahead.size() < 2 * batch()) {
                var row = rows.next();
                ahead.add(reading.submit(() -> reader.read(row)));
            }
            get(ahead.remove()).forEach(found -> take(found, done));
            settle(2 * batch(), done);
        }
        while (!waiting.isEmpty()) {
            makeMost();
            settle(2 * batch(), done);
        }
        settle(0, done);
    }

    private void take(Found<A> found, Consumer<Done> done) {
        if (found instanceof Found.Settled<A> settled) {
            done.accept(new Done(settled.row(), false));
        } else if (found instanceof Found.Wanted<A> wanted) {
            add(wanted);
        }
    }

    private void add(Found.Wanted<A> wanted) {
        var group = waiting.computeIfAbsent(plan.server().together(wanted.ask()), key -> new ArrayList<>());
        group.add(wanted);
        if (group.size() == batch() || waiting.size() > 4 * batch()) {
            makeMost();
        }
    }

    /** Makes the largest group. */
    private void makeMost() {
        var most = waiting.entrySet().stream()
                .max(Comparator.comparingInt(group -> group.getValue().size()))
                .orElseThrow();
        make(waiting.remove(most.getKey()));
    }

    private void make(List<Found.Wanted<A>> group) {
        var networks = open();
        var start = System.nanoTime();
        try {
            var made = Turns.take(device, () -> networks.render(filled(group), step -> step(group.size())));
            var seconds = (System.nanoTime() - start) * 1e-9 / group.size();
            for (var i = 0; i < group.size(); i++) {
                var one = made.get(i);
                var row = group.get(i).row();
                written.add(writing.submit(() -> write(one, row, seconds)));
            }
        } catch (UncheckedIOException | TaskKilledException e) {
            throw e; // not the row's fault
        } catch (RuntimeException e) {
            failed(group, e);
        }
    }

    /** A whole batch, the last repeated: the size of a batch changes how results are rounded. */
    private List<A> filled(List<Found.Wanted<A>> group) {
        return IntStream.range(0, batch())
                .mapToObj(i -> group.get(Math.min(i, group.size() - 1)).ask())
                .toList();
    }

    private void step(int clips) {
        if (Optional.ofNullable(TaskContext.get())
                .filter(TaskContext::isInterrupted)
                .isPresent()) {
            throw new TaskKilledException("while a clip was made");
        }
        steps.accept(clips);
    }

    /** One of several is at fault: each is tried alone. */
    private void failed(List<Found.Wanted<A>> group, RuntimeException cause) {
        if (group.size() > 1) {
            group.forEach(one -> make(List.of(one)));
        } else {
            var row = group.get(0).row();
            written.add(writing.submit(() -> new Done(plan.files().write(row.failed(cause)), true)));
        }
    }

    private Done write(Rendition made, SampleRow row, double seconds) {
        try {
            if (plan.choices().sheet()) {
                plan.files().writeSheet(made, row);
            }
            return new Done(plan.files().write(made, row, seconds), true);
        } catch (IllegalArgumentException | IllegalStateException e) { // no such file can be
            return new Done(plan.files().write(row.failed(e)), true);
        }
    }

    private Renderer<A> open() {
        if (renderer.isEmpty()) {
            renderer = Optional.of(plan.server().open());
        }
        return renderer.get();
    }

    /** Waits until at most {@code most} files are on their way. */
    private void settle(int most, Consumer<Done> done) {
        while (written.size() > most || !written.isEmpty() && written.peek().isDone()) {
            done.accept(get(written.remove()));
        }
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw Background.cause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TaskKilledException("while clips were made");
        }
    }

    @Override
    public void close() {
        reading.shutdownNow();
        writing.shutdownNow();
        renderer.ifPresent(Renderer::close);
    }
}
