package jointdit.spark.evaluate;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Iterator;
import jointdit.spark.Progress;
import jointdit.spark.Progress.Screen;
import jointdit.spark.Storage;
import jointdit.spark.TaskSteps;
import jointdit.spark.Travelling;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/** Looks at the clips of a run that are new or have changed, on executors. */
record ScoreClips(SparkSession spark, EvaluateConfig config, Screen screen) {
    private static final int CLIPS_PER_TASK = 16;

    /** Brings {@code table} to what is {@code wanted}, rows of {@link WantedClips}. */
    void run(String run, Dataset<Row> wanted, ScoreTable table) {
        long count = wanted.count();
        var looked = spark.sparkContext().longAccumulator("clips looked at");
        try (var progress = new Progress(screen, "Evaluate " + run, count)) {
            var listener = new TaskSteps(looked.id(), progress::reach);
            spark.sparkContext().addSparkListener(listener);
            spark.sparkContext().setJobDescription("Evaluate the clips of " + run);
            try {
                var tasks = Math.toIntExact((count + CLIPS_PER_TASK - 1) / CLIPS_PER_TASK);
                var scored = known(wanted, table).repartition(tasks).toJavaRDD().mapPartitions(task(looked));
                table.append(spark.createDataFrame(scored, ScoredClip.SCHEMA));
                table.sweep(wanted);
            } finally {
                spark.sparkContext().setJobDescription(null);
                spark.sparkContext().removeSparkListener(listener);
            }
            progress.reach(count);
        }
    }

    /** With the key under which a clip was looked at before, or null. */
    private static Dataset<Row> known(Dataset<Row> wanted, ScoreTable table) {
        var kept = table.rows()
                .where("failure is null")
                .select(col("clip_id").as("known_id"), col("key").as("known_key"));
        return wanted.join(kept, col("clip_id").equalTo(col("known_id")), "left");
    }

    private FlatMapFunction<Iterator<Row>, Row> task(LongAccumulator looked) {
        var settings = new Travelling<>(EvaluateConfig.class, config);
        var storage = Storage.of(spark);
        return rows -> {
            var scored = new ArrayList<Row>();
            try (var scorer = new ClipScorer(settings.get(), storage)) {
                while (rows.hasNext()) {
                    scorer.score(rows.next()).ifPresent(scored::add);
                    looked.add(1);
                }
            }
            return scored.iterator();
        };
    }
}
