package jointdit.spark;

import java.util.List;

/**
 * What a run of {@link PromptGenerator} came to.
 *
 * @param rows of the samples table that belong to this run
 * @param made clips generated now; the others were there or failed
 */
public record GenerateReport(List<SampleRow> rows, long made) {
    public GenerateReport {
        rows = List.copyOf(rows);
    }

    /** Rows without a clip. */
    public List<SampleRow> failed() {
        return rows.stream()
                .filter(row -> row.status() == SampleRow.Status.FAILED)
                .toList();
    }
}
