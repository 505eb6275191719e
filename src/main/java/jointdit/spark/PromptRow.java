package jointdit.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * A row of the table of prompts: a wanted clip, or several of other noise. What it leaves open comes from the settings.
 *
 * @param id unique in the table
 * @param image file of the first frame
 * @param imageBytes the file itself, in the place of {@code image}; read-only by agreement
 * @param prompt what to show; empty for none
 * @param negativePrompt what to keep away from; empty for none
 * @param seed of the noise
 * @param steps of the solver
 * @param weights of the guidance, as {@code wv=2, wt=1} or as JSON
 * @param seconds length of the clip, column {@code duration}
 * @param samples how many clips, of other noise each
 * @param problem why the row cannot be served; empty if it is not known yet
 */
public record PromptRow(
        String id,
        Optional<String> image,
        Optional<byte[]> imageBytes,
        String prompt,
        String negativePrompt,
        Optional<Long> seed,
        Optional<Integer> steps,
        Optional<String> weights,
        Optional<Double> seconds,
        Optional<Integer> samples,
        String problem) {
    public static final StructType SCHEMA = new StructType()
            .add("id", StringType, false)
            .add("image", StringType)
            .add("image_bytes", BinaryType)
            .add("prompt", StringType)
            .add("negative_prompt", StringType)
            .add("seed", LongType)
            .add("steps", IntegerType)
            .add("weights", StringType)
            .add("duration", DoubleType)
            .add("samples", IntegerType)
            .add("problem", StringType);

    /** Reads a row of {@link #SCHEMA}. */
    public static PromptRow from(Row row) {
        return new PromptRow(
                row.getAs("id"),
                PromptRow.<String>optional(row, "image").filter(image -> !image.isBlank()),
                optional(row, "image_bytes"),
                PromptRow.<String>optional(row, "prompt").orElse(""),
                PromptRow.<String>optional(row, "negative_prompt").orElse(""),
                optional(row, "seed"),
                optional(row, "steps"),
                PromptRow.<String>optional(row, "weights").filter(weights -> !weights.isBlank()),
                optional(row, "duration"),
                optional(row, "samples"),
                PromptRow.<String>optional(row, "problem").orElse(""));
    }

    private static <T> Optional<T> optional(Row row, String column) {
        return Optional.ofNullable(row.getAs(column));
    }

    /** This as a row of {@link #SCHEMA}. */
    public Row toRow() {
        return RowFactory.create(
                id,
                image.orElse(null),
                imageBytes.orElse(null),
                prompt,
                negativePrompt,
                seed.orElse(null),
                steps.orElse(null),
                weights.orElse(null),
                seconds.orElse(null),
                samples.orElse(null),
                problem);
    }
}
