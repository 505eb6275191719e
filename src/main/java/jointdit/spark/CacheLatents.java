package jointdit.spark;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import jointdit.spark.Progress.Screen;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a {@link LatentCache} up to date with a clips table: fits the codec unless it is there, drops the rows whose
 * clip, file or codec changed or went away, and encodes what is missing, batch by batch. Killed, it goes on at the
 * batch it had at hand. Clips that fail are tried again by the next run.
 */
public final class CacheLatents {
    private static final Logger LOG = LoggerFactory.getLogger(CacheLatents.class);

    private static final String[] KEY = {"clip_id", "request"};

    private final SparkSession spark;
    private final CacheConfig config;
    private final Screen screen;
    private final LatentCache cache;
    private final ConditionEncoder conditions;

    public CacheLatents(SparkSession spark, CacheConfig config, Screen screen) {
        this.spark = spark;
        this.config = config;
        this.screen = screen;
        cache = new LatentCache(spark, Storage.of(spark).qualified(config.out()));
        conditions = ConditionEncoder.of(config.conditions(), new ModelStore(Storage.of(spark)));
    }

    /**
     * Runs to the end.
     *
     * @throws IllegalArgumentException before any long work, if there are no clips, none to fit on, a manifest is
     *     wrong, or {@code out} cannot be written
     * @throws IllegalStateException if writing fails midway; what was written before stays
     */
    public CacheReport run() {
        cache.make();
        var clips = new ClipTable(spark)
                .read(config.clips(), config.validationShare())
                .cache();
        try {
            return run(clips);
        } finally {
            spark.sparkContext().setJobDescription(null);
            clips.unpersist();
        }
    }

    private CacheReport run(Dataset<Row> clips) {
        conditions.open(); // absent models are errors before the codec is fitted
        var card = new CodecFitter(spark, config.codec(), config.fit(), screen).fitted(cache.codec(), clips);
        describe("Compare the clips with the cache");
        var requests = requests(clips, encoders(card)).cache();
        try (var sweep = new CacheSweep(cache, requests)) {
            var missing = requests.join(sweep.holding(), KEY, "left_anti")
                    .drop("request")
                    .orderBy("clip_id")
                    .collectAsList();
            var stale = sweep.stale();
            if (missing.isEmpty() && stale == 0 && cache.card().isPresent()) {
                return new CacheReport(requests.count(), requests.count(), 0, 0, 0, card);
            }
            cache.begin();
            sweep.run();
            var failed = encode(missing);
            conditions.emptyText().ifPresent(cache.emptyText()::write);
            cache.finish(card.fingerprint());
            var kept = requests.count() - missing.size();
            return new CacheReport(requests.count(), kept, missing.size() - failed, failed, stale, card);
        } finally {
            requests.unpersist();
        }
    }

    /** Fingerprint of all that encodes. */
    private String encoders(CodecCard card) {
        var embedder = Embedder.of(config.clip(), new ModelStore(Storage.of(spark)));
        return conditions.fingerprint(embedder.fingerprint(card.fingerprint()));
    }

    private Dataset<Row> requests(Dataset<Row> clips, String encoders) {
        var storage = Storage.of(spark);
        MapFunction<Row, Row> request =
                row -> EncodeRequest.of(ClipRow.from(row), storage, encoders).toRow();
        return clips.repartition(tasks()).map(request, Encoders.row(EncodeRequest.SCHEMA));
    }

    /** Encodes clips batch by batch and returns how many failed. */
    private long encode(List<Row> clips) {
        var encoder = ClipEncoder.of(spark, cache.codec().read(), config.clip(), config.conditions());
        var batch = config.clipsPerTask() * tasks();
        var failed = 0L;
        try (var progress = new Progress(screen, "Encode clips", clips.size())) {
            for (var from = 0; from < clips.size(); from += batch) {
                var to = Math.min(from + batch, clips.size());
                describe("Encode clips %d to %d of %d".formatted(from + 1, to, clips.size()));
                failed += encode(spark.createDataFrame(clips.subList(from, to), ClipRow.SCHEMA)
                        .map(encoder, Encoders.row(ClipEncoder.SCHEMA)));
                progress.note(failed == 0 ? "" : failed + " failed");
                progress.add(to - from);
            }
        }
        return failed;
    }

    private long encode(Dataset<Row> lazy) {
        var rows = lazy.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            var failures = rows.where(col("failure").isNotNull()).select("failure.*");
            var failed = failures.count();
            cache.append(rows.where(col("latent").isNotNull()).select("latent.*"));
            if (failed > 0) {
                cache.appendFailures(failures);
                LOG.warn(
                        "{} clips could not be encoded, e.g. {}",
                        failed,
                        failures.first().getString(3));
            }
            return failed;
        } finally {
            rows.unpersist();
        }
    }

    private int tasks() {
        return spark.sparkContext().defaultParallelism();
    }

    private void describe(String what) {
        spark.sparkContext().setJobDescription(what);
    }
}
