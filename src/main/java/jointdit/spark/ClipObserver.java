package jointdit.spark;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import jointdit.evaluate.sync.BallIntegrity;
import jointdit.evaluate.sync.ClipFacts;
import jointdit.media.Cut;
import jointdit.media.DecodeConfig;
import jointdit.media.MediaDecoder;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Looks at and listens to rows of the clips table on an executor; each becomes facts or a failure row.
 *
 * @param storage where the files lie
 * @param decode size and rates
 */
record ClipObserver(Storage storage, DecodeConfig decode) implements MapFunction<Row, Row> {
    private static final StructType FACTS = new StructType()
            .add("hits", createArrayType(DoubleType, false), false)
            .add("onsets", createArrayType(DoubleType, false), false)
            .add("whole", IntegerType, false)
            .add("frames", IntegerType, false);

    /** One of {@code facts} and {@code failure} is null. */
    static final StructType SCHEMA = new StructType()
            .add("clip_id", StringType, false)
            .add("facts", FACTS, true)
            .add("failure", FailureRow.SCHEMA, true);

    @Override
    public Row call(Row row) throws Exception {
        var clip = ClipRow.from(row);
        try {
            return RowFactory.create(clip.clipId(), row(facts(clip)), null);
        } catch (Exception e) {
            if (TaskContext.get().isInterrupted()) {
                throw e;
            }
            var failure = FailureRow.of(clip.clipId(), "evaluate", clip.uri(), e);
            return RowFactory.create(clip.clipId(), null, failure.toRow());
        }
    }

    /** The facts of a row of {@link #SCHEMA} that is not a failure. */
    static ClipFacts facts(Row observed) {
        var facts = observed.<Row>getAs("facts");
        return new ClipFacts(
                facts.getList(facts.fieldIndex("hits")),
                facts.getList(facts.fieldIndex("onsets")),
                new BallIntegrity(facts.<Integer>getAs("whole"), facts.<Integer>getAs("frames")));
    }

    private ClipFacts facts(ClipRow row) {
        var cut = new Cut(row.startSeconds(), row.durationSeconds());
        return ClipFacts.of(new MediaDecoder(decode).clip(storage.read(row.uri()), cut));
    }

    private static Row row(ClipFacts facts) {
        return RowFactory.create(
                facts.hits().toArray(Double[]::new),
                facts.onsets().toArray(Double[]::new),
                facts.integrity().whole(),
                facts.integrity().frames());
    }
}
