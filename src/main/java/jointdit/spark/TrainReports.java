package jointdit.spark;

import static java.util.Locale.ROOT;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import jointdit.train.EventFile;
import jointdit.train.Losses;
import jointdit.train.MetricsLog;
import jointdit.train.TrainStep;

/**
 * Figures of a run: means over the steps since the last report. Every replica shows them in its process; of replicas
 * that go step by step the first one writes them and tells those who watch.
 */
final class TrainReports implements Closeable {
    private final TrainRun run;
    private final MetricsLog log;
    private final Consumer<TrainReport> told;
    private final Map<String, Double> sums = new HashMap<>();
    private double rate;
    private int steps;
    private int skipped;

    private TrainReports(TrainRun run, MetricsLog log, Consumer<TrainReport> told) {
        this.run = run;
        this.log = log;
        this.told = told;
    }

    /** Reports of a replica of a ring; those of the first go to new files in the folder of the run. */
    static TrainReports of(TrainRun run) throws IOException {
        return run.ring().rank() == 0
                ? new TrainReports(run, log(run.replica().storage(), run.train().out()), LiveFigures::tell)
                : to(run, OutputStream.nullOutputStream());
    }

    /** New files in the folder {@code metrics} of a run. */
    static MetricsLog log(Storage storage, String run) throws IOException {
        var clock = InstantSource.system();
        var file = run + "/metrics/" + EventFile.name(clock.instant());
        return new MetricsLog(storage.live(file + ".jsonl"), storage.live(file), clock);
    }

    /** Reports as JSON lines, for someone else to join and tell. */
    static TrainReports to(TrainRun run, OutputStream lines) throws IOException {
        var log = new MetricsLog(lines, OutputStream.nullOutputStream(), InstantSource.system());
        return new TrainReports(run, log, LiveFigures::show);
    }

    void add(TrainStep.Result result) {
        steps++;
        rate = result.rate();
        if (result.skipped()) {
            skipped++;
            return;
        }
        losses("loss", result.losses()).forEach((tag, value) -> sums.merge(tag, value, Double::sum));
        sums.merge("gradient-norm", result.gradientNorm(), Double::sum);
    }

    private static Map<String, Double> losses(String prefix, Losses losses) {
        return Map.of(
                prefix + "/video", losses.video(),
                prefix + "/audio", losses.audio(),
                prefix + "/total", losses.total());
    }

    /** Reports the figures up to where {@code step} is, together with all replicas of the ring; a new window begins. */
    void write(TrainStep step) throws IOException {
        var figures = new TreeMap<String, Double>();
        sums.forEach((tag, sum) -> figures.put(tag, sum / (steps - skipped)));
        figures.put("rate", rate);
        figures.put("learning-rate", rate * run.train().rates().lr()); // of the first group in every stage
        figures.put("skipped", (double) skipped);
        figures.putAll(speed(step.tokens()));
        figures.putAll(memory());
        report(step.steps(), figures);
        sums.clear();
        steps = 0;
        skipped = 0;
        run.clock().restart();
    }

    private Map<String, Double> speed(double tokens) {
        var figures = new HashMap<String, Double>();
        var perSecond = steps / run.clock().seconds();
        figures.put("steps-per-second", perSecond);
        figures.put("clips-per-second", perSecond * run.train().batch());
        figures.put("tokens-per-second", perSecond * run.train().batch() * tokens);
        for (var work : StepClock.Work.values()) {
            figures.put("share/" + work.name().toLowerCase(ROOT), run.clock().share(work));
        }
        return figures;
    }

    /** Bytes of each replica's process. */
    private Map<String, Double> memory() {
        var own = ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(run.place().rank())
                .putLong(ProcessMemory.resident().orElse(0))
                .putLong(ProcessMemory.heap());
        var figures = new HashMap<String, Double>();
        for (var bytes : run.ring().gather(own.array())) {
            var replica = ByteBuffer.wrap(bytes);
            var rank = replica.getLong();
            figures.put("memory/resident/" + rank, (double) replica.getLong());
            figures.put("memory/heap/" + rank, (double) replica.getLong());
        }
        return figures;
    }

    /** Reports the losses of clips that are held out. */
    void validation(int step, Losses losses) throws IOException {
        report(step, losses("validation", losses));
    }

    private void report(int step, Map<String, Double> figures) throws IOException {
        log.write(step, figures);
        told.accept(new TrainReport(run.train().out(), step, figures));
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
