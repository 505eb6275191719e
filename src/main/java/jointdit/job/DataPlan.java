package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jointdit.config.Bytes;
import jointdit.tensor.Precision;
import jointdit.train.TrainConfig;
import jointdit.train.TrainPlan;

/**
 * What a data set takes: disk for the table of latents, and time for each thing that is done to its clips.
 *
 * @param config the clips and the rates
 * @param train the run
 * @param stepOperations additions and multiplications of a training step
 * @param gradient size of what the executors exchange in a training step
 */
record DataPlan(PlanConfig config, TrainConfig train, long stepOperations, Bytes gradient) {
    private static final String CACHING = "caching";
    private static final String COMPUTING = "computing";
    private static final String EXCHANGING = "exchange of gradients";
    private static final String READING = "reading";
    private static final int BYTES_PER_VALUE = 2;
    private static final double DAY = 86_400;

    /**
     * Something that is done to all clips.
     *
     * @param name for people
     * @param seconds that it takes
     */
    record Task(String name, double seconds) {}

    static DataPlan of(PlanConfig config, TrainConfig train, TrainPlan plan) {
        return new DataPlan(config, train, train.accumulate() * plan.operations(), plan.gradient());
    }

    /** Of one clip in the table. */
    Bytes row() {
        var values = config.shape().videoSize() + (long) config.shape().audioSize();
        return new Bytes(BYTES_PER_VALUE * values).plus(config.data().rowOverhead());
    }

    Bytes table() {
        return new Bytes(Math.multiplyExact(row().count(), config.data().clips()));
    }

    /** Steps that take each clip as often as it is wanted. */
    long steps() {
        return (long) Math.ceil(config.data().clips() * config.data().epochs() / stepClips());
    }

    /** Each executor takes as much of a step as a replica does in the run. */
    private int stepClips() {
        return train.batch() / train.parallel().replicas() * executors();
    }

    private int executors() {
        return config.data().executors();
    }

    /** Of the computing in a training step. */
    double stepSeconds() {
        var gain = train.precision() == Precision.BFLOAT16 ? config.rates().bfloat16Gain() : 1;
        return stepOperations / (config.rates().gigaflops() * 1e9 * gain);
    }

    /** Of the mean of the gradients in a training step: on a ring each executor sends two shares of all but one. */
    double exchangeSeconds() {
        var sent = 2.0 * (executors() - 1) / executors() * gradient.count();
        return sent / config.rates().networkPerSecond().count();
    }

    Task caching() {
        return new Task(CACHING, config.data().clips() / (config.rates().encodeClipsPerSecond() * executors()));
    }

    Task computing() {
        return new Task(COMPUTING, steps() * stepSeconds());
    }

    Task exchanging() {
        return new Task(EXCHANGING, steps() * exchangeSeconds());
    }

    /** While training, each executor its part. */
    Task reading() {
        var bytes = table().count() * config.data().epochs() / executors();
        return new Task(READING, bytes / config.rates().readPerSecond().count());
    }

    /** Computing and exchange take turns; reading goes on beside them. */
    double trainingSeconds() {
        return Math.max(
                computing().seconds() + exchanging().seconds(), reading().seconds());
    }

    /** What takes longest. */
    Task bottleneck() {
        return Stream.of(caching(), computing(), exchanging(), reading())
                .max(Comparator.comparingDouble(Task::seconds))
                .orElseThrow();
    }

    List<String> lines() {
        var data = config.data();
        var title = String.format(
                ROOT, "%,d clips, %s epoch(s), %d executor(s):", data.clips(), data.epochs(), executors());
        var table = new TextTable(title, "");
        table.row("a row of the table", row().toString());
        table.row("table of latents", table().toString());
        table.row(CACHING, time(caching().seconds()));
        table.row("steps of %d clips".formatted(stepClips()), String.format(ROOT, "%,d", steps()));
        table.row("a step", time(stepSeconds() + exchangeSeconds()));
        table.row("training", time(trainingSeconds()));
        table.row("  computing", time(computing().seconds()));
        table.row("  exchange of gradients", time(exchanging().seconds()));
        table.row("  reading the table beside it", time(reading().seconds()));
        var lines = new ArrayList<>(table.lines());
        lines.add("The bottleneck is %s, %s; %s."
                .formatted(bottleneck().name(), time(bottleneck().seconds()), wayOut(bottleneck())));
        return lines;
    }

    private static String wayOut(Task bottleneck) {
        return switch (bottleneck.name()) {
            case CACHING -> "more executors shorten it in proportion";
            case COMPUTING -> "more executors or more gigaflops, bfloat16 or fewer epochs shorten it";
            case EXCHANGING -> "train.parallel.kind=rounds, a larger train.batch or a faster network shortens it";
            default -> "storage that reads faster shortens it";
        };
    }

    /** In the largest unit that gives at least 1. */
    static String time(double seconds) {
        if (seconds >= DAY) {
            return String.format(ROOT, "%,.1f days", seconds / DAY);
        }
        if (seconds >= 3600) {
            return String.format(ROOT, "%.1f hours", seconds / 3600);
        }
        return seconds >= 60
                ? String.format(ROOT, "%.1f minutes", seconds / 60)
                : String.format(ROOT, "%.3f s", seconds);
    }
}
