package jointdit.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static jointdit.config.Check.argument;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import jointdit.config.Configs;
import jointdit.spark.Progress.Screen;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.ForeachFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * Fills a folder with synthetic clips. What is there already stays as it is, so a killed run goes on where it was, and
 * a larger count adds to the folder.
 *
 * <pre>
 * make-clips.json  {@link Card}: what all files of the folder have in common, written first
 * bounce-17.mp4    H.264 and AAC, a function of the card, the scene and the number
 * events.jsonl     clip_id, scene, caption, seed, events: at_s and strength of each
 * clips.jsonl      the manifest that {@link ClipTable} reads, written last
 * </pre>
 */
public final class ClipMaker {
    /** Name of the manifest in the folder. */
    public static final String MANIFEST = "clips.jsonl";

    /** Name of the file of events in the folder. */
    public static final String EVENTS = "events.jsonl";

    private static final String CARD = "make-clips.json";
    private static final int CLIPS_PER_TASK = 32;

    private final SparkSession spark;
    private final MakeClipsConfig config;
    private final Screen screen;
    private final int tasks;
    private final Storage storage;
    private final String out;

    public ClipMaker(SparkSession spark, MakeClipsConfig config, Screen screen) {
        this(spark, config, screen, spark.sparkContext().defaultParallelism());
    }

    ClipMaker(SparkSession spark, MakeClipsConfig config, Screen screen, int tasks) {
        this.spark = spark;
        this.config = config;
        this.screen = screen;
        this.tasks = tasks;
        storage = Storage.of(spark);
        out = storage.qualified(config.out());
    }

    /**
     * What decides the content of a clip beside its scene and number.
     *
     * @param seed of the folder
     * @param variety share of the clips in a look of their own
     * @param width pixels across
     * @param height pixels down
     * @param seconds length
     * @param framesPerSecond frames per second
     * @param sampleRateHz samples per second
     */
    record Card(
            long seed,
            double variety,
            int width,
            int height,
            double seconds,
            double framesPerSecond,
            int sampleRateHz) {
        static Card of(MakeClipsConfig config) {
            var size = config.size();
            return new Card(
                    config.seed(),
                    config.variety(),
                    size.width(),
                    size.height(),
                    size.seconds(),
                    size.framesPerSecond(),
                    size.sampleRateHz());
        }
    }

    /**
     * Makes the clips that are missing.
     *
     * @throws IllegalArgumentException if the folder holds clips of another seed, size, length or rate
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public MakeClipsReport run() {
        var kept = claim();
        var missing = IntStream.range(0, config.count())
                .filter(index -> !kept.contains(config.clip(index).file()))
                .boxed()
                .toList();
        try (var progress = new Progress(screen, "Make clips", missing.size())) {
            make(missing, progress);
        } finally {
            spark.sparkContext().setJobDescription(null);
        }
        var plans = IntStream.range(0, config.count()).mapToObj(config::clip).toList();
        new JsonLines(spark, out + "/" + EVENTS)
                .write(plans.stream().map(PlannedClip::eventsRow).toList(), PlannedClip.EVENTS);
        new JsonLines(spark, out + "/" + MANIFEST)
                .write(plans.stream().map(PlannedClip::manifestRow).toList(), PlannedClip.MANIFEST);
        return new MakeClipsReport(plans.size(), missing.size(), out + "/" + MANIFEST);
    }

    /** Names of the clips that are there, all of the same card; the folder bears the card from here on. */
    private Set<String> claim() {
        var card = Card.of(config);
        var file = out + "/" + CARD;
        if (!storage.exists(file)) {
            new WholeFile(storage, file).write(Configs.json(card).getBytes(UTF_8));
            return Set.of();
        }
        var found = Configs.read(storage.text(file), file, Card.class);
        argument(
                found.equals(card),
                "Wanted %s in %s, found %s; set another out, or delete that folder",
                Configs.json(card),
                out,
                Configs.json(found));
        return storage.list(out).stream()
                .map(clip -> new Path(clip.uri()).getName())
                .collect(toSet());
    }

    private void make(List<Integer> clips, Progress progress) {
        int batch = CLIPS_PER_TASK * tasks;
        for (int from = 0; from < clips.size(); from += batch) {
            var part = clips.subList(from, Math.min(from + batch, clips.size()));
            spark.sparkContext()
                    .setJobDescription(
                            "Make clips %d to %d of %d".formatted(from + 1, from + part.size(), clips.size()));
            spark.createDataset(part, Encoders.INT()).repartition(tasks).foreach(writer(storage, out, config));
            progress.add(part.size());
        }
    }

    private static ForeachFunction<Integer> writer(Storage storage, String out, MakeClipsConfig config) {
        return index -> {
            var clip = config.clip(index);
            new WholeFile(storage, out + "/" + clip.file()).write(clip.bytes());
        };
    }
}
