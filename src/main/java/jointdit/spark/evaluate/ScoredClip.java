package jointdit.spark.evaluate;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.util.List;
import jointdit.evaluate.Measure;
import jointdit.spark.FailureRow;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What was found in one clip: all that figures over clips are made of.
 *
 * <pre>
 * clip_id, prompt_id, group, caption, uri   of {@link WantedClips}
 * reference_uri  of the clip it was compared with; empty if there is none
 * key            hash of the files and settings that all else depends on
 * failure        {@link FailureRow}, where the clip could not be looked at, or null
 * faults         names of {@link jointdit.evaluate.quality.Fault}
 * facts          JSON of {@link jointdit.evaluate.sync.SyncFacts}; empty for a failure
 * measures       {@link Measure}s
 * vectors        of each embedding one or several
 * hash           of what is seen, see {@link jointdit.evaluate.quality.PerceptualHash}
 * </pre>
 */
record ScoredClip(String facts, List<String> faults, List<Measure> measures, List<Row> vectors, long[] hash) {
    /** A measure. */
    static final StructType MEASURE = new StructType()
            .add("metric", StringType, false)
            .add("numerator", DoubleType, false)
            .add("denominator", DoubleType, false);

    /** A vector of an embedding. */
    static final StructType VECTOR = new StructType()
            .add("embedding", StringType, false)
            .add("vector", createArrayType(FloatType, false), false);

    static final StructType SCHEMA = new StructType()
            .add("clip_id", StringType, false)
            .add("prompt_id", StringType, false)
            .add("group", StringType, false)
            .add("caption", StringType, false)
            .add("uri", StringType, false)
            .add("reference_uri", StringType, false)
            .add("key", StringType, false)
            .add("failure", FailureRow.SCHEMA, true)
            .add("faults", createArrayType(StringType, false), false)
            .add("facts", StringType, false)
            .add("measures", createArrayType(MEASURE, false), false)
            .add("vectors", createArrayType(VECTOR, false), false)
            .add("hash", createArrayType(LongType, false), false);

    ScoredClip {
        faults = List.copyOf(faults);
        measures = List.copyOf(measures);
        vectors = List.copyOf(vectors);
    }

    /** Of a clip that could not be looked at. */
    static ScoredClip none() {
        return new ScoredClip("", List.of(), List.of(), List.of(), new long[0]);
    }

    /** A row of {@link #SCHEMA}, of a row of {@link WantedClips}; {@code failure} is of {@link FailureRow}, or null. */
    Row toRow(Row wanted, String key, Row failure) {
        var reference = wanted.<Row>getAs("reference");
        return RowFactory.create(
                wanted.getAs("clip_id"),
                wanted.getAs("prompt_id"),
                wanted.getAs("group"),
                wanted.getAs("caption"),
                wanted.getAs("uri"),
                reference == null ? "" : reference.getAs("uri"),
                key,
                failure,
                faults.toArray(String[]::new),
                facts,
                measures.stream().map(ScoredClip::row).toArray(Row[]::new),
                vectors.toArray(Row[]::new),
                hash);
    }

    private static Row row(Measure measure) {
        return RowFactory.create(measure.metric(), measure.numerator(), measure.denominator());
    }

    /** A measure of a row of {@link #MEASURE}. */
    static Measure measure(Row row) {
        return new Measure(row.getString(0), row.getDouble(1), row.getDouble(2));
    }
}
