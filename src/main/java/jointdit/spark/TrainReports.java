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
import jointdit.train.EventFile;
import jointdit.train.Losses;
import jointdit.train.MetricsLog;
import jointdit.train.TrainPlan;
import jointdit.train.TrainStep;

/**
 * Figures of a run: means over the steps since the last report. Every replica shows them in its process, the first one
 * also writes them and tells those who watch.
 */
final class TrainReports implements Closeable {
    private final TrainRun run;
    private final MetricsLog log;
    private final double tokens;
    private final Map<String, Double> sums = new HashMap<>();
    private double rate;
    private int steps;
    private int skipped;

    private TrainReports(TrainRun run, MetricsLog log, double tokens) {
        this.run = run;
        this.log = log;
        this.tokens = tokens;
    }

    /** Reports of a replica; those of the first go to new files in the folder {@code metrics} of the run. */
    static TrainReports of(TrainRun run) throws IOException {
        var clock = InstantSource.system();
        if (run.ring().rank() > 0) {
            var nowhere = new MetricsLog(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), clock);
            return new TrainReports(run, nowhere, tokens(run));
        }
        var storage = run.replica().storage();
        var file = run.train().out() + "/metrics/" + EventFile.name(clock.instant());
        return new TrainReports(
                run, new MetricsLog(storage.live(file + ".jsonl"), storage.live(file), clock), tokens(run));
    }

    /** Tokens of a clip in both towers. */
    private static double tokens(TrainRun run) {
        var plan = TrainPlan.of(run.replica().modelHere(), run.replica().data().shape(), run.train());
        return (plan.tokens("video.") + plan.tokens("audio."))
                / (double) run.train().clips();
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

    /** Reports the figures up to {@code step}, together with all replicas; the next window begins. */
    void write(int step) throws IOException {
        var figures = new TreeMap<String, Double>();
        sums.forEach((tag, sum) -> figures.put(tag, sum / (steps - skipped)));
        figures.put("rate", rate);
        figures.put("learning-rate", rate * run.train().rates().lr()); // of the first group in every stage
        figures.put("skipped", (double) skipped);
        figures.putAll(speed());
        figures.putAll(memory());
        report(step, figures);
        sums.clear();
        steps = 0;
        skipped = 0;
        run.clock().restart();
    }

    private Map<String, Double> speed() {
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
        var own = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(ProcessMemory.resident().orElse(0))
                .putLong(ProcessMemory.heap());
        var all = run.ring().gather(own.array()).stream().map(ByteBuffer::wrap).toList();
        var figures = new HashMap<String, Double>();
        for (int replica = 0; replica < all.size(); replica++) {
            figures.put("memory/resident/" + replica, (double) all.get(replica).getLong(0));
            figures.put("memory/heap/" + replica, (double) all.get(replica).getLong(Long.BYTES));
        }
        return figures;
    }

    /** Reports the losses of clips that are held out. */
    void validation(int step, Losses losses) throws IOException {
        report(step, losses("validation", losses));
    }

    private void report(int step, Map<String, Double> figures) throws IOException {
        log.write(step, figures);
        var report = new TrainReport(run.train().out(), step, figures);
        if (run.ring().rank() == 0) {
            LiveFigures.tell(report);
        } else {
            LiveFigures.show(report);
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
