package jointdit.spark;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a run of {@link PromptGenerator} came to.
 *
 * @param rows of the samples table that belong to this run
 * @param clips how many
 * @param made clips generated now; the others were there or failed
 * @param failures how many failed
 * @param failed some of them
 */
public record GenerateReport(Dataset<Row> rows, long clips, long made, long failures, List<SampleRow> failed) {
    static final int MOST_FAILED = 20;

    public GenerateReport {
        failed = List.copyOf(failed);
    }

    /** Rows of the run, on the driver, as long as no other run replaced them. */
    public List<SampleRow> collected() {
        return rows.orderBy("id", "sample").collectAsList().stream()
                .map(SampleRow::from)
                .toList();
    }

    /** Clips that were there already. */
    public long found() {
        return clips - made - failures;
    }
}
