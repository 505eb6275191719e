package jointdit.spark.ml;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.spark.PromptRow;
import jointdit.spark.PromptSampler;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Columns of a table of prompts. Beside these three, {@code negative_prompt, seed, steps, weights} and {@code duration}
 * are read where they are.
 *
 * @param id names rows
 * @param prompt what to show; empty for none
 * @param image first frames, paths or bytes; empty for none
 */
record SampleColumns(String id, String prompt, String image) implements Serializable {
    private static final String NEGATIVE = "negative_prompt";
    private static final String SEED = "seed";
    private static final String STEPS = "steps";
    private static final String WEIGHTS = "weights";
    private static final String SECONDS = "duration";

    private static final List<DataType> WHOLE = List.of(IntegerType, LongType);
    private static final Map<String, List<DataType>> OPTIONAL = Map.of(
            NEGATIVE, List.of(StringType),
            SEED, WHOLE,
            STEPS, WHOLE,
            WEIGHTS, List.of(StringType),
            SECONDS, List.of(FloatType, DoubleType, IntegerType, LongType));

    /**
     * {@code schema} with a struct of {@link PromptSampler#SCHEMA} behind it.
     *
     * @throws IllegalArgumentException if it is not that of a table of prompts
     */
    StructType added(StructType schema, String sampleCol) {
        argument(!prompt.isEmpty() || !image.isEmpty(), "Wanted promptCol or imageCol, found neither");
        Columns.require(schema, id, StringType);
        if (!prompt.isEmpty()) {
            Columns.require(schema, prompt, StringType);
        }
        if (!image.isEmpty()) {
            Columns.require(schema, image, StringType, BinaryType);
        }
        OPTIONAL.forEach((name, types) -> {
            if (Columns.has(schema, name)) {
                Columns.require(schema, name, types.toArray(DataType[]::new));
            }
        });
        return Columns.with(schema, new StructType().add(sampleCol, PromptSampler.SCHEMA, false));
    }

    /** The prompt of a row; {@code weights} are those of rows without their own, empty for none. */
    PromptRow prompt(Row row, String weights) {
        var picture = value(row, image);
        return new PromptRow(
                text(row, id).orElse(""),
                picture.filter(String.class::isInstance).map(Object::toString).filter(uri -> !uri.isBlank()),
                picture.filter(byte[].class::isInstance).map(byte[].class::cast),
                text(row, prompt).orElse(""),
                text(row, NEGATIVE).orElse(""),
                number(row, SEED).map(Number::longValue),
                number(row, STEPS).map(n -> Math.toIntExact(n.longValue())),
                text(row, WEIGHTS).or(() -> Optional.of(weights)).filter(text -> !text.isBlank()),
                number(row, SECONDS).map(Number::doubleValue),
                Optional.of(1),
                text(row, id).filter(name -> !name.isBlank()).isPresent() ? "" : "Wanted an id, found none");
    }

    private static Optional<String> text(Row row, String column) {
        return value(row, column).map(Object::toString);
    }

    private static Optional<Number> number(Row row, String column) {
        return value(row, column).map(Number.class::cast);
    }

    private static Optional<Object> value(Row row, String column) {
        return !column.isEmpty() && Columns.has(row.schema(), column)
                ? Optional.ofNullable(row.getAs(column))
                : Optional.empty();
    }
}
