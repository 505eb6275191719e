package jointdit.spark;

import static jointdit.config.Check.argument;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jointdit.codec.CodecConfig;
import jointdit.codec.Fingerprint;
import jointdit.media.BadClip;
import jointdit.media.Cut;
import jointdit.media.MediaDecoder;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Cuts files of any length into clips of one length, which a model needs. All clips of a file are of one split.
 *
 * @param spark the session
 * @param codec how the files are read
 * @param seconds length of a clip, above 0
 */
public record ClipWindows(SparkSession spark, CodecConfig codec, double seconds) {
    private static final int MOST_OF_A_FILE = 16;
    private static final double SLACK_SECONDS = 0.05;
    private static final StructType LENGTHS = new StructType()
            .add("index", DataTypes.IntegerType, false)
            .add("length_s", DataTypes.DoubleType, false)
            .add("reason", DataTypes.StringType, false);

    public ClipWindows {
        argument(seconds > 0, "A clip must be longer than 0 s, wanted %s s", seconds);
    }

    /**
     * What was cut.
     *
     * @param files files taken
     * @param of files found
     * @param clips clips cut out of them
     * @param unusable files too short or broken, each with its reason
     */
    public record Report(int files, int of, int clips, List<String> unusable) {}

    /** A file, and for how many seconds it sounds; 0 and why, if it cannot be used. */
    private record Measured(ClipRow file, double length, String reason) {}

    /**
     * Writes a manifest of the clips, a Parquet table in place of one there.
     *
     * @param where a folder or a manifest, as {@link ClipTable#read} takes it
     * @param mostFiles most files taken, at least 2
     * @param validationShare share of the files that are held out; at least one of them is
     * @throws IllegalArgumentException if there are fewer than two files that are long enough
     */
    public Report write(String where, int mostFiles, double validationShare, String manifest) {
        var all = new ClipTable(spark)
                .read(where, 0).collectAsList().stream()
                        .map(ClipRow::from)
                        .sorted(Comparator.comparing(ClipWindows::hash))
                        .toList();
        var measured = measured(all.subList(0, Math.min(mostFiles, all.size())));
        var usable = measured.stream().filter(file -> file.reason().isEmpty()).toList();
        var unusable = measured.stream()
                .filter(file -> !file.reason().isEmpty())
                .map(file -> file.file().clipId() + ": " + file.reason())
                .toList();
        argument(
                usable.size() >= 2,
                "Wanted at least 2 files with pictures and sound for %s s in %s, found %d of %d; %s",
                seconds,
                where,
                usable.size(),
                measured.size(),
                unusable.isEmpty() ? "one is to learn from, one to be held out" : unusable.get(0));
        var clips = clips(usable, validationShare);
        spark.createDataFrame(clips, ClipRow.SCHEMA)
                .coalesce(1)
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(manifest);
        return new Report(measured.size(), all.size(), clips.size(), unusable);
    }

    /** Rows of the manifest; the first files are held out. */
    private List<Row> clips(List<Measured> usable, double validationShare) {
        int held = (int) Math.max(1, Math.min(usable.size() - 1, Math.round(validationShare * usable.size())));
        return IntStream.range(0, usable.size())
                .boxed()
                .flatMap(i -> clips(usable.get(i), i < held ? "validation" : "train"))
                .map(ClipRow::toRow)
                .toList();
    }

    /** Decides order and split, so that neighbours in a folder part. */
    private static String hash(ClipRow file) {
        return new Fingerprint().add(file.clipId()).hex();
    }

    private List<Measured> measured(List<ClipRow> files) {
        var indices = IntStream.range(0, files.size()).boxed().toList();
        var lengths = spark.createDataset(indices, Encoders.INT())
                .repartition(spark.sparkContext().defaultParallelism())
                .map(length(Storage.of(spark), codec, List.copyOf(files), seconds), Encoders.row(LENGTHS))
                .collectAsList();
        return lengths.stream()
                .sorted(Comparator.comparing(row -> row.getInt(0)))
                .map(row -> new Measured(files.get(row.getInt(0)), row.getDouble(1), row.getString(2)))
                .toList();
    }

    private static MapFunction<Integer, Row> length(
            Storage storage, CodecConfig codec, List<ClipRow> files, double wanted) {
        return index -> {
            var file = files.get(index);
            var cut = new Cut(file.startSeconds(), file.durationSeconds());
            try {
                var length = new MediaDecoder(codec.decode())
                        .sound(storage.read(file.uri()), cut)
                        .seconds();
                var isLong = length + SLACK_SECONDS >= wanted;
                return RowFactory.create(
                        index, length, isLong ? "" : String.format(Locale.ROOT, "only %.1f s long", length));
            } catch (BadClip e) {
                return RowFactory.create(index, 0.0, e.getMessage());
            }
        };
    }

    private Stream<ClipRow> clips(Measured measured, String split) {
        var file = measured.file();
        var count = (int) Math.min(MOST_OF_A_FILE, (measured.length() + SLACK_SECONDS) / seconds);
        return IntStream.range(0, count)
                .mapToObj(k -> new ClipRow(
                        file.clipId() + "-" + (k + 1),
                        file.uri(),
                        split,
                        file.caption(),
                        file.startSeconds() + k * seconds,
                        seconds,
                        file.labels(),
                        file.sha256()));
    }
}
