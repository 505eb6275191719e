package jointdit.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Fetches videos by yt-dlp on the executors.
 *
 * @param to where to
 * @param program the program
 */
record YtDlpFetch(SourceFolder to, YtDlp program) {
    private static final int VIDEOS_PER_TASK = 4;
    private static final StructType WANTED =
            new StructType().add("id", DataTypes.StringType, false).add("uri", DataTypes.StringType, false);

    /** Returns those that cannot be had, with the reason. */
    List<FailureRow> bring(List<SourceVideo> missing) {
        if (!program.isHere()) {
            return missing.stream()
                    .map(video -> SourceFolder.failure(video, program.absence()))
                    .toList();
        }
        var tasks = to.spark().sparkContext().defaultParallelism();
        var failures = new ArrayList<FailureRow>();
        try (var progress = new Progress(to.screen(), "Fetch videos", missing.size())) {
            for (int from = 0; from < missing.size(); from += VIDEOS_PER_TASK * tasks) {
                var part = missing.subList(from, Math.min(from + VIDEOS_PER_TASK * tasks, missing.size()));
                failures.addAll(fetch(part, tasks));
                progress.note(failures.isEmpty() ? "" : failures.size() + " failed");
                progress.add(part.size());
            }
        }
        return failures;
    }

    private List<FailureRow> fetch(List<SourceVideo> videos, int tasks) {
        var rows = videos.stream()
                .map(video -> RowFactory.create(video.id(), video.uri()))
                .toList();
        return to
                .spark()
                .createDataFrame(rows, WANTED)
                .repartition(tasks)
                .flatMap(fetcher(to.storage(), program), Encoders.row(FailureRow.SCHEMA))
                .collectAsList()
                .stream()
                .map(FailureRow::from)
                .toList();
    }

    private static FlatMapFunction<Row, Row> fetcher(Storage storage, YtDlp program) {
        return row -> {
            try {
                new WholeFile(storage, row.getString(1)).write(program.fetch(row.getString(0)));
                return List.<Row>of().iterator();
            } catch (Exception e) {
                if (TaskContext.get().isInterrupted()) {
                    throw e;
                }
                var failure = SourceFolder.failure(row.getString(0), row.getString(1), e);
                return List.of(failure.toRow()).iterator();
            }
        };
    }
}
