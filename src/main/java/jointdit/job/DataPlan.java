package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jointdit.config.Bytes;
import jointdit.tensor.Precision;
import jointdit.train.TrainConfig;

/**
 * What a data set takes: disk for the table of latents, and time for each thing that is done to its clips.
 *
 * @param config the clips and the rates
 * @param train the run
 * @param stepOperations additions and multiplications of a training step
 */
record DataPlan(PlanConfig config, TrainConfig train, long stepOperations) {
    private static final int BYTES_PER_VALUE = 2;
    private static final double DAY = 86_400;

    /**
     * Something that is done to all clips.
     *
     * @param name for people
     * @param seconds that it takes
     */
    record Task(String name, double seconds) {}

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
        return (long) Math.ceil(config.data().clips() * config.data().epochs() / train.batch());
    }

    /** Of a training step. */
    double stepSeconds() {
        var gain = train.precision() == Precision.BFLOAT16 ? config.rates().bfloat16Gain() : 1;
        return stepOperations / (config.rates().gigaflops() * 1e9 * gain);
    }

    Task caching() {
        var clipsPerSecond =
                config.rates().encodeClipsPerSecond() * config.data().executors();
        return new Task("caching", config.data().clips() / clipsPerSecond);
    }

    Task training() {
        return new Task("training", steps() * stepSeconds());
    }

    /** While training, by its task. */
    Task reading() {
        var bytes = table().count() * config.data().epochs();
        return new Task("reading", bytes / config.rates().readPerSecond().count());
    }

    /** What takes longest: reading goes on beside training. */
    Task bottleneck() {
        return List.of(caching(), training(), reading()).stream()
                .max(Comparator.comparingDouble(Task::seconds))
                .orElseThrow();
    }

    List<String> lines() {
        var data = config.data();
        var table = new TextTable(String.format(ROOT, "%,d clips, %s epoch(s):", data.clips(), data.epochs()), "");
        table.row("a row of the table", row().toString());
        table.row("table of latents", table().toString());
        table.row(
                "caching, %d executor(s)".formatted(data.executors()),
                time(caching().seconds()));
        table.row("steps of %d clips".formatted(train.batch()), String.format(ROOT, "%,d", steps()));
        table.row("a step", time(stepSeconds()));
        table.row("training, one task", time(training().seconds()));
        table.row("reading the table for it", time(reading().seconds()));
        var lines = new ArrayList<>(table.lines());
        lines.add("The bottleneck is %s, %s; %s."
                .formatted(bottleneck().name(), time(bottleneck().seconds()), wayOut(bottleneck())));
        if (data.executors() > 1) {
            lines.add("Training runs in one task today; shared evenly by %d executors it would take at least %s."
                    .formatted(data.executors(), time(training().seconds() / data.executors())));
        }
        return lines;
    }

    private static String wayOut(Task bottleneck) {
        return switch (bottleneck.name()) {
            case "caching" -> "more executors shorten it in proportion";
            case "training" -> "a machine with more gigaflops, bfloat16 or fewer epochs shorten it";
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
