package jointdit.spark;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Clips of a folder and its folders: each media file is a clip, named by its path without the ending. A {@code .txt}
 * beside it is its caption; a {@code .json} beside it may say {@code caption, split, start_s, duration_s, labels}.
 */
final class ClipFolder {
    private static final Set<String> MEDIA =
            Set.of("mp4", "m4v", "mov", "mkv", "webm", "avi", "ts", "mts", "mpg", "mpeg", "flv", "ogv", "wmv", "3gp");

    private static final StructType FILES = new StructType()
            .add("clip_id", DataTypes.StringType, false)
            .add("uri", DataTypes.StringType, false)
            .add("text", DataTypes.StringType, true)
            .add("json", DataTypes.StringType, true);

    private static final String MALFORMED = "malformed";

    private static final StructType JSON = new StructType()
            .add("caption", DataTypes.StringType)
            .add("split", DataTypes.StringType)
            .add("start_s", DataTypes.DoubleType)
            .add("duration_s", DataTypes.DoubleType)
            .add("labels", DataTypes.createArrayType(DataTypes.StringType))
            .add(MALFORMED, DataTypes.StringType);

    private final SparkSession spark;
    private final Storage storage;

    ClipFolder(SparkSession spark) {
        this.spark = spark;
        storage = Storage.of(spark);
    }

    /** Columns {@code clip_id, uri, caption, split, start_s, duration_s, labels}; what is unknown is null. */
    Dataset<Row> read(String folder) {
        var files = files(storage.qualified(folder));
        argument(!files.isEmpty(), "Wanted clips in %s, found no file that ends in %s", folder, new TreeSet<>(MEDIA));
        var beside = beside(storage);
        var clips = spark.createDataset(files, Encoders.row(FILES))
                .map(beside, Encoders.row(FILES))
                .withColumn("json", from_json(col("json"), JSON, Map.of("columnNameOfCorruptRecord", MALFORMED)))
                .select(
                        col("clip_id"),
                        col("uri"),
                        coalesce(col("json.caption"), col("text"), lit("")).as("caption"),
                        col("json.split").as("split"),
                        col("json.start_s").as("start_s"),
                        col("json.duration_s").as("duration_s"),
                        col("json.labels").as("labels"),
                        col("json." + MALFORMED).as(MALFORMED));
        return wellFormed(clips.cache());
    }

    private static Dataset<Row> wellFormed(Dataset<Row> clips) {
        var bad = clips.where(col(MALFORMED).isNotNull()).select("uri").takeAsList(1);
        argument(
                bad.isEmpty(),
                "Wanted JSON with caption, split, start_s, duration_s, labels beside %s, found something else",
                bad.isEmpty() ? "" : bad.get(0).getString(0));
        return clips.drop(MALFORMED);
    }

    /** Rows of {@link #FILES} with the addresses of the texts beside them. */
    private List<Row> files(String folder) {
        var all = new TreeMap<String, String>();
        storage.list(folder).forEach(file -> all.put(file.uri().substring(folder.length() + 1), file.uri()));
        var media = all.keySet().stream()
                .filter(name -> MEDIA.contains(ending(name)))
                .toList();
        var twice = twice(media);
        return media.stream()
                .map(name -> RowFactory.create(
                        twice.contains(stem(name)) ? name : stem(name),
                        all.get(name),
                        all.get(stem(name) + ".txt"),
                        all.get(stem(name) + ".json")))
                .toList();
    }

    private static MapFunction<Row, Row> beside(Storage storage) {
        return row -> RowFactory.create(
                row.get(0), row.get(1), text(storage, row.getString(2)), text(storage, row.getString(3)));
    }

    private static String text(Storage storage, String uri) {
        return uri == null ? null : storage.text(uri).strip();
    }

    /** Stems that two files share, such as {@code a.mp4} and {@code a.webm}; these clips keep their endings. */
    private static Set<String> twice(List<String> names) {
        var counts = new HashMap<String, Integer>();
        names.forEach(name -> counts.merge(stem(name), 1, Integer::sum));
        var twice = new HashSet<>(counts.keySet());
        twice.removeIf(stem -> counts.get(stem) == 1);
        return twice;
    }

    private static String stem(String name) {
        return name.substring(0, Math.max(name.lastIndexOf('.'), 0));
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
