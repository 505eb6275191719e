package jointdit.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import jointdit.media.Cut;
import jointdit.media.DecodeConfig;
import jointdit.media.MediaDecoder;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * For how many seconds videos sound, measured on the executors, once.
 *
 * @param to where they were brought to; {@code lengths.jsonl} there keeps the lengths
 */
record VideoLengths(SourceFolder to) {
    private static final int VIDEOS_PER_TASK = 32;
    private static final DecodeConfig DECODE = new DecodeConfig(16, 16, 1, 16_000);
    private static final StructType WANTED =
            new StructType().add("id", DataTypes.StringType, false).add("uri", DataTypes.StringType, false);
    private static final StructType LENGTH = WANTED.add("seconds", DataTypes.DoubleType, false);
    private static final StructType MEASURED =
            new StructType().add("length", LENGTH, true).add("failure", FailureRow.SCHEMA, true);

    /**
     * A video's length.
     *
     * @param id the video
     * @param uri its file
     * @param seconds for which it sounds
     */
    record Length(String id, String uri, double seconds) {
        static Length from(Row row) {
            return new Length(row.getAs("id"), row.getAs("uri"), row.<Double>getAs("seconds"));
        }

        Row toRow() {
            return RowFactory.create(id, uri, seconds);
        }
    }

    /**
     * What was found.
     *
     * @param lengths of the whole videos
     * @param failures the broken ones
     */
    record Report(List<Length> lengths, List<FailureRow> failures) {}

    /** Measures what was not measured before. */
    Report measure(List<SourceVideo> videos) {
        var file = new JsonLines(to.spark(), to.out() + "/lengths.jsonl");
        var known = new HashMap<String, Length>();
        file.read(LENGTH).stream().map(Length::from).forEach(length -> known.put(length.uri(), length));
        var lengths = new ArrayList<Length>();
        var open = new ArrayList<Row>();
        for (var video : videos) {
            var length = known.get(video.uri());
            if (length != null) {
                lengths.add(length);
            } else {
                open.add(RowFactory.create(video.id(), video.uri()));
            }
        }
        var failures = new ArrayList<FailureRow>();
        measure(open, lengths, failures);
        file.write(lengths.stream().map(Length::toRow).toList(), LENGTH);
        return new Report(lengths, failures);
    }

    private void measure(List<Row> videos, List<Length> lengths, List<FailureRow> failures) {
        var tasks = to.spark().sparkContext().defaultParallelism();
        int batch = VIDEOS_PER_TASK * tasks;
        try (var progress = new Progress(to.screen(), "Measure videos", videos.size())) {
            for (int from = 0; from < videos.size(); from += batch) {
                var part = videos.subList(from, Math.min(from + batch, videos.size()));
                var measured = to.spark()
                        .createDataFrame(part, WANTED)
                        .repartition(tasks)
                        .map(measurer(to.storage()), Encoders.row(MEASURED))
                        .collectAsList();
                for (var row : measured) {
                    if (row.isNullAt(0)) {
                        failures.add(FailureRow.from(row.getStruct(1)));
                    } else {
                        lengths.add(Length.from(row.getStruct(0)));
                    }
                }
                progress.add(part.size());
            }
        }
    }

    private static MapFunction<Row, Row> measurer(Storage storage) {
        return row -> {
            try {
                var bytes = storage.read(row.getString(1));
                var decoder = new MediaDecoder(DECODE);
                decoder.picture(bytes);
                double seconds = decoder.sound(bytes, Cut.WHOLE).seconds();
                return RowFactory.create(new Length(row.getString(0), row.getString(1), seconds).toRow(), null);
            } catch (Exception e) {
                if (TaskContext.get().isInterrupted()) {
                    throw e;
                }
                var failure = SourceFolder.failure(row.getString(0), row.getString(1), e);
                return RowFactory.create(null, failure.toRow());
            }
        };
    }
}
