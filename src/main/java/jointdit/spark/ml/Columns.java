package jointdit.spark.ml;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Columns that stages want in a table, and those that they add to it. */
final class Columns {
    private Columns() {}

    /** Throws {@link IllegalArgumentException} unless {@code schema} has all columns of {@code wanted}. */
    static void require(StructType schema, StructType wanted) {
        for (var field : wanted.fields()) {
            require(schema, field.name(), field.dataType());
        }
    }

    /** Throws {@link IllegalArgumentException} unless {@code schema} has a column of one of the types. */
    static void require(StructType schema, String name, DataType... types) {
        argument(
                has(schema, name)
                        && Arrays.stream(types)
                                .anyMatch(type -> schema.apply(name).dataType().sameType(type)),
                "Wanted column %s of %s, found a table of %s",
                name,
                Arrays.stream(types).map(DataType::simpleString).collect(Collectors.joining(" or ")),
                schema.simpleString());
    }

    static boolean has(StructType schema, String name) {
        return List.of(schema.fieldNames()).contains(name);
    }

    /**
     * {@code schema} with the columns of {@code added} behind its own.
     *
     * @throws IllegalArgumentException if it has one of that name
     */
    static StructType with(StructType schema, StructType added) {
        var all = schema;
        for (var field : added.fields()) {
            argument(
                    Arrays.stream(schema.fieldNames()).noneMatch(field.name()::equalsIgnoreCase),
                    "Wanted a name for a new column, found %s, which the table has; set another or drop it",
                    field.name());
            all = all.add(field);
        }
        return all;
    }

    /** {@code table} with the values of {@code made}, the last columns of {@code schema}, behind those of its rows. */
    static Dataset<Row> append(Dataset<?> table, StructType schema, MapFunction<Row, Row> made) {
        return table.toDF().map(new Appended(made), Encoders.row(schema));
    }

    private record Appended(MapFunction<Row, Row> made) implements MapFunction<Row, Row> {
        @Override
        public Row call(Row row) throws Exception {
            return behind(row, made.call(row));
        }
    }

    /** The values of {@code more} behind those of {@code row}. */
    static Row behind(Row row, Row more) {
        var values = new Object[row.size() + more.size()];
        Arrays.setAll(values, i -> i < row.size() ? row.get(i) : more.get(i - row.size()));
        return RowFactory.create(values);
    }
}
