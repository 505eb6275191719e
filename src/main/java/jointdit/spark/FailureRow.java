package jointdit.spark;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * A row of the {@code failures} table: a row of any job that could not be done.
 *
 * @param id of the row
 * @param stage what was to be done, e.g. {@code cache-latents}
 * @param uri the file at fault
 * @param reason for people
 * @param exception its class
 * @param attempt of the Spark task, from 0
 * @param executor that tried
 * @param at when
 */
public record FailureRow(
        String id,
        String stage,
        String uri,
        String reason,
        String exception,
        int attempt,
        String executor,
        Instant at) {
    public static final StructType SCHEMA = new StructType()
            .add("id", StringType, false)
            .add("stage", StringType, false)
            .add("uri", StringType, false)
            .add("reason", StringType, false)
            .add("exception", StringType, false)
            .add("attempt", IntegerType, false)
            .add("executor", StringType, false)
            .add("at", TimestampType, false);

    /** The failure of the row that the running Spark task has at hand. */
    public static FailureRow of(String id, String stage, String uri, Exception cause) {
        var reason =
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
        return new FailureRow(
                id,
                stage,
                uri,
                reason,
                cause.getClass().getName(),
                TaskContext.get().attemptNumber(),
                SparkEnv.get().executorId(),
                Instant.now());
    }

    /** Reads a row of {@link #SCHEMA}. */
    public static FailureRow from(Row row) {
        return new FailureRow(
                row.getAs("id"),
                row.getAs("stage"),
                row.getAs("uri"),
                row.getAs("reason"),
                row.getAs("exception"),
                row.<Integer>getAs("attempt"),
                row.getAs("executor"),
                row.<Timestamp>getAs("at").toInstant());
    }

    /** This as a row of {@link #SCHEMA}. */
    public Row toRow() {
        return RowFactory.create(id, stage, uri, reason, exception, attempt, executor, Timestamp.from(at));
    }
}
