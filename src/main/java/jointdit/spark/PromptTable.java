package jointdit.spark;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * Prompts of a file: CSV with a header, JSON lines or Parquet. {@code id} and one of {@code image} and {@code prompt}
 * are needed, the other columns of {@link PromptRow} are taken where they are, further ones are left. {@code image} is
 * a path or bytes; relative paths start at the file's folder.
 *
 * @param spark the session
 */
record PromptTable(SparkSession spark) {
    /**
     * Rows of {@link PromptRow#SCHEMA}.
     *
     * @throws IllegalArgumentException if it is no such table, has no rows, two rows of one id, or a value of a wrong
     *     type
     */
    Dataset<Row> read(String path) {
        var table = open(path);
        var columns = Arrays.asList(table.columns());
        argument(
                columns.contains("id") && (columns.contains("image") || columns.contains("prompt")),
                "Wanted columns id and image or prompt in %s, found %s",
                path,
                String.join(", ", columns));
        var prompts = images(table, path);
        for (var field : PromptRow.SCHEMA.fields()) {
            prompts = cast(path, prompts, field.name(), field.dataType());
        }
        checkIds(prompts, path);
        return prompts.select(
                Arrays.stream(PromptRow.SCHEMA.fieldNames()).map(n -> col(n)).toArray(Column[]::new));
    }

    private Dataset<Row> open(String path) {
        argument(Storage.of(spark).exists(path), "Wanted a table of prompts, found no file %s", path);
        var lower = path.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".csv")) {
            return spark.read()
                    .option("header", true)
                    .option("multiLine", true)
                    .option("escape", "\"")
                    .csv(path);
        }
        if (lower.matches(".*\\.parquet/?")) {
            return spark.read().parquet(path);
        }
        argument(
                lower.matches(".*\\.(jsonl|ndjson|json)/?"),
                "Wanted a table of prompts that ends in .csv, .jsonl or .parquet, found %s",
                path);
        return spark.read().json(path);
    }

    /** With bytes in {@code image_bytes} and whole paths in {@code image}. */
    private static Dataset<Row> images(Dataset<Row> table, String path) {
        if (!Arrays.asList(table.columns()).contains("image")) {
            return table;
        }
        if (table.schema().apply("image").dataType() instanceof BinaryType) {
            return table.withColumn("image_bytes", col("image")).drop("image");
        }
        var folder = new Path(path).getParent();
        var isWhole = col("image").rlike("^([A-Za-z][A-Za-z0-9+.-]*:/|/)|^\\s*$");
        var whole = concat(lit(folder == null ? "" : folder + "/"), col("image"));
        return table.withColumn("image", when(isWhole, col("image")).otherwise(whole));
    }

    private static Dataset<Row> cast(String path, Dataset<Row> table, String name, DataType type) {
        if (!Arrays.asList(table.columns()).contains(name)) {
            return table.withColumn(name, lit(null).cast(type));
        }
        var found = table.schema().apply(name).dataType();
        if (type.equals(DataTypes.StringType) && (found instanceof StructType || found instanceof MapType)) {
            return table.withColumn(name, to_json(col(name)));
        }
        var value = col(name);
        var wrong = table.where(value.isNotNull().and(value.cast(type).isNull()))
                .select(value.cast("string"))
                .takeAsList(1);
        argument(wrong.isEmpty(), "Wanted %s in column %s of %s, found %s", type.simpleString(), name, path, wrong);
        return table.withColumn(name, value.cast(type));
    }

    private static void checkIds(Dataset<Row> prompts, String path) {
        argument(!prompts.isEmpty(), "Wanted prompts in %s, found no row", path);
        var id = trim(col("id"));
        argument(
                prompts.where(id.isNull().or(id.equalTo(""))).isEmpty(),
                "Wanted an id in every row of %s, found a row without",
                path);
        var twice = prompts.groupBy("id")
                .agg(count("*").as("rows"))
                .where("rows > 1")
                .takeAsList(1);
        argument(twice.isEmpty(), "Wanted every id of %s once, found %s", path, twice);
    }
}
