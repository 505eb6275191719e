package jointdit.tracking;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import jointdit.tracking.MlflowRun.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a tracking server of a run, on a thread of its own: the run neither waits for the server nor ends because of
 * it. The first call that fails is a warning; after three that failed in a row the server is left alone.
 */
public final class Tracking implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tracking.class);
    private static final int MOST_FAILURES = 3;
    private static final int LAST_SECONDS = 30;

    private final Optional<MlflowServer> server;
    private final ExecutorService thread;
    private final Start start;
    private Optional<MlflowRun> run = Optional.empty();
    private boolean warned;
    private int failures;
    private volatile Status status = Status.FAILED;

    /**
     * What a run begins with.
     *
     * @param config where it is tracked
     * @param name of the run
     * @param settings its parameters by path
     */
    public record Start(TrackingConfig config, String name, Map<String, String> settings) {
        public Start {
            settings = Map.copyOf(settings);
        }
    }

    private Tracking(Start start) {
        this.start = start;
        server = start.config().mlflow().uri().map(MlflowServer::at);
        thread = Executors.newSingleThreadExecutor(task -> {
            var daemon = new Thread(task, "tracking");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** Begins to track a run, if the settings name a server. */
    public static Tracking begin(Start start) {
        var tracking = new Tracking(start);
        tracking.later(begun -> {});
        return tracking;
    }

    /** A call about the run. */
    @FunctionalInterface
    private interface Call {
        void send(MlflowRun run) throws IOException;
    }

    /** Logs figures of a step by tag. */
    public void log(long step, Map<String, Double> figures) {
        var now = Map.copyOf(figures);
        later(begun -> begun.metrics(step, now));
    }

    /** Says that the run has ended well; one that is closed without has failed. */
    public void finished() {
        status = Status.FINISHED;
    }

    private void later(Call call) {
        server.ifPresent(at -> thread.execute(() -> attempt(at, call)));
    }

    private void attempt(MlflowServer at, Call call) {
        if (failures == MOST_FAILURES) {
            return;
        }
        try {
            call.send(begun(at));
            failures = 0;
        } catch (IOException | IllegalArgumentException e) { // the latter of addresses that are none
            failures++;
            if (!warned) {
                warned = true;
                LOG.warn("Cannot track the run at {}; it goes on without: {}", at.uri(), e.toString());
            }
        }
    }

    private MlflowRun begun(MlflowServer at) throws IOException {
        if (run.isEmpty()) {
            var experiment = start.config().mlflow().experiment();
            var begun = MlflowRun.begin(at, experiment, start.name(), InstantSource.system());
            run = Optional.of(begun);
            begun.parameters(start.settings());
        }
        return run.get();
    }

    /** Says how the run has ended and waits a while until the server has heard all. */
    @Override
    public void close() {
        later(begun -> begun.end(status));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The tracking server has not taken all figures of {}", start.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
