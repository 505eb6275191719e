package jointdit.spark;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * Prompts of a file (CSV with a header, JSON lines or Parquet) or of a table in Spark's catalog. {@code id} and one of
 * {@code image} and {@code prompt} are needed, the other columns of {@link PromptRow} are taken where they are, further
 * ones are left. {@code image} is a path or bytes; relative paths start at the file's folder. Rows without an id or
 * with that of another, and with values of a wrong type, come with a {@code problem}.
 *
 * @param spark the session
 */
public record PromptTable(SparkSession spark) {
    private static final String PROBLEM = "problem";

    /**
     * Rows of {@link PromptRow#SCHEMA} in a file.
     *
     * @throws IllegalArgumentException if it is no such table or has no rows
     */
    public Dataset<Row> read(String path) {
        return checked(whole(open(path), path), path);
    }

    /**
     * Rows of {@link PromptRow#SCHEMA} in a table of the catalog, such as {@code db.prompts}.
     *
     * @throws IllegalArgumentException if it is no such table or has no rows
     */
    public Dataset<Row> readTable(String name) {
        argument(
                spark.catalog().tableExists(name),
                "Wanted a table of prompts, found no %s in the catalog of Spark; spark.sql.warehouse.dir and"
                        + " spark.sql.catalogImplementation say where it looks",
                name);
        return checked(spark.table(name), name);
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

    /** With whole paths in {@code image}. */
    private static Dataset<Row> whole(Dataset<Row> table, String path) {
        if (!has(table, "image") || table.schema().apply("image").dataType() instanceof BinaryType) {
            return table;
        }
        var folder = new Path(path).getParent();
        var isWhole = col("image").rlike("^([A-Za-z][A-Za-z0-9+.-]*:/|/)|^\\s*$");
        var whole = concat(lit(folder == null ? "" : folder + "/"), col("image"));
        return table.withColumn("image", when(isWhole, col("image")).otherwise(whole));
    }

    private static boolean has(Dataset<Row> table, String column) {
        return Arrays.asList(table.columns()).contains(column);
    }

    private static Dataset<Row> checked(Dataset<Row> table, String name) {
        argument(
                has(table, "id") && (has(table, "image") || has(table, "prompt")),
                "Wanted columns id and image or prompt in %s, found %s",
                name,
                String.join(", ", table.columns()));
        var rows = typed(named(table), name);
        argument(!rows.isEmpty(), "Wanted prompts in %s, found no row", name);
        return unique(rows);
    }

    /**
     * Rows of {@link PromptRow#SCHEMA} of a table that may lack columns; it may be a stream, so ids are not compared.
     *
     * @param name of the table in messages
     * @throws IllegalArgumentException if a column has a type that is none of values
     */
    static Dataset<Row> typed(Dataset<Row> table, String name) {
        var rows = table;
        if (has(table, "image") && table.schema().apply("image").dataType() instanceof BinaryType) {
            rows = rows.withColumn("image_bytes", col("image")).drop("image");
        }
        var columns = new ArrayList<Column>();
        var problems = new ArrayList<Column>();
        problems.add(has(rows, PROBLEM) ? col(PROBLEM) : lit(null).cast("string"));
        for (var field : PromptRow.SCHEMA.fields()) {
            if (field.name().equals(PROBLEM)) {
                continue;
            }
            if (has(rows, field.name())) {
                columns.add(cast(name, rows, field.name(), field.dataType(), problems)
                        .as(field.name()));
            } else {
                columns.add(lit(null).cast(field.dataType()).as(field.name()));
            }
        }
        columns.add(concat_ws("; ", problems.toArray(Column[]::new)).as(PROBLEM));
        return rows.select(columns.toArray(Column[]::new));
    }

    /** The column as {@code type}; what cannot be cast is null, and said in {@code problems}. */
    private static Column cast(String table, Dataset<Row> rows, String name, DataType type, List<Column> problems) {
        var found = rows.schema().apply(name).dataType();
        if (type.equals(DataTypes.StringType) && (found instanceof StructType || found instanceof MapType)) {
            return to_json(col(name));
        }
        argument(
                !(found instanceof StructType || found instanceof MapType || found instanceof ArrayType),
                "Wanted %s in column %s of %s, found %s",
                type.simpleString(),
                name,
                table,
                found.simpleString());
        if (found.equals(type)) {
            return col(name);
        }
        var value = expr("try_cast(`%s` as %s)".formatted(name, type.sql()));
        problems.add(when(
                col(name).isNotNull().and(value.isNull()),
                concat(
                        lit("Wanted %s in column %s, found ".formatted(type.simpleString(), name)),
                        col(name).cast("string"))));
        return value;
    }

    /** Rows without an id get one of their content, and a problem. */
    private static Dataset<Row> named(Dataset<Row> table) {
        var simple = Arrays.stream(table.schema().fields())
                .filter(field -> !(field.dataType() instanceof MapType))
                .map(field -> col(field.name()))
                .toArray(Column[]::new);
        var id = col("id").cast("string");
        var isMissing = id.isNull().or(trim(id).equalTo(""));
        var name = concat(lit("row-"), lower(hex(xxhash64(simple))));
        return table.withColumn(PROBLEM, when(isMissing, "Wanted an id in every row, found none"))
                .withColumn("id", when(isMissing, name).otherwise(id));
    }

    /** Of the rows that share an id, one, with the problem. */
    private static Dataset<Row> unique(Dataset<Row> rows) {
        var twice = rows.groupBy("id").agg(count(lit(1)).as("rows")).where("rows > 1");
        if (twice.isEmpty()) {
            return rows;
        }
        var problem = concat(lit("Wanted every id once, found it in "), col("rows"), lit(" rows"));
        var failures = twice.select(Arrays.stream(PromptRow.SCHEMA.fields())
                .map(field -> switch (field.name()) {
                    case "id" -> col("id");
                    case PROBLEM -> problem.as(PROBLEM);
                    default -> lit(null).cast(field.dataType()).as(field.name());
                })
                .toArray(Column[]::new));
        return rows.join(broadcast(twice.select("id")), new String[] {"id"}, "left_anti")
                .unionByName(failures);
    }
}
