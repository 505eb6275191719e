package jointdit.spark;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import jointdit.train.EventFile;
import jointdit.train.Losses;
import jointdit.train.MetricsLog;
import jointdit.train.TrainStep;

/** Figures of a run: means over the steps since the last report. The first replica writes them. */
final class TrainReports implements Closeable {
    private final MetricsLog log;
    private final Map<String, Double> sums = new HashMap<>();
    private long start = System.nanoTime();
    private double rate;
    private int steps;
    private int skipped;

    private TrainReports(MetricsLog log) {
        this.log = log;
    }

    /** Reports to new files in the folder {@code metrics} of a run. */
    static TrainReports in(Storage storage, String run) throws IOException {
        return new TrainReports(log(storage, run));
    }

    /** New files in the folder {@code metrics} of a run. */
    static MetricsLog log(Storage storage, String run) throws IOException {
        var clock = InstantSource.system();
        var file = run + "/metrics/" + EventFile.name(clock.instant());
        return new MetricsLog(storage.live(file + ".jsonl"), storage.live(file), clock);
    }

    /** Reports as JSON lines. */
    static TrainReports to(OutputStream lines) throws IOException {
        return new TrainReports(new MetricsLog(lines, OutputStream.nullOutputStream(), InstantSource.system()));
    }

    /** Reports of a replica that leaves writing to the first. */
    static TrainReports silent() throws IOException {
        return to(OutputStream.nullOutputStream());
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

    /** Writes the figures up to {@code step}; the next window begins. */
    void write(int step) throws IOException {
        var figures = new TreeMap<String, Double>();
        sums.forEach((tag, sum) -> figures.put(tag, sum / (steps - skipped)));
        figures.put("rate", rate);
        figures.put("skipped", (double) skipped);
        figures.put("steps-per-second", steps / ((System.nanoTime() - start) * 1e-9));
        log.write(step, figures);
        sums.clear();
        steps = 0;
        skipped = 0;
        start = System.nanoTime();
    }

    /** Writes the losses of clips that are held out. */
    void validation(int step, Losses losses) throws IOException {
        log.write(step, losses("validation", losses));
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
