package jointdit.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;

import java.util.Optional;
import java.util.stream.Stream;
import jointdit.condition.TextStates;
import jointdit.joint.Known;
import jointdit.tensor.Half;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What published towers are told of a clip, the last columns of {@link LatentRow}; null where there is nothing to tell.
 * Latents and states are stored as little-endian float16.
 *
 * @param firstFrame of its pictures, if it was to be embedded or the codec puts noise on it
 * @param text what AudioLDM2 makes of its caption, if it was to be encoded and there is one
 */
public record ClipConditions(Optional<FirstFrame> firstFrame, Optional<TextStates> text) {
    /** Of a table that was made without. */
    public static final ClipConditions NONE = new ClipConditions(Optional.empty(), Optional.empty());

    static final String PICTURE = "picture";
    static final String PICTURE_NOISE = "picture_noise";
    static final String EMBEDDING = "svd_embedding";
    static final String LANGUAGE = "language_states";
    static final String LANGUAGE_TOKENS = "language_tokens";
    static final String T5 = "t5_states";
    static final String T5_TOKENS = "t5_tokens";

    /**
     * A first frame as the condition of its clip; arrays are read-only by agreement.
     *
     * @param latents (C, H, W) of the frame with noise on its pixels
     * @param noise standard deviation of that noise
     * @param embedding of the frame without noise by the image encoder of Stable Video Diffusion, if it was to be
     */
    public record FirstFrame(float[] latents, double noise, Optional<float[]> embedding) {}

    /** A schema with these columns behind its own. */
    static StructType behind(StructType schema) {
        return schema.add(PICTURE, BinaryType, true)
                .add(PICTURE_NOISE, DoubleType, true)
                .add(EMBEDDING, LatentRow.EMBEDDING, true)
                .add(LANGUAGE, BinaryType, true)
                .add(LANGUAGE_TOKENS, IntegerType, true)
                .add(T5, BinaryType, true)
                .add(T5_TOKENS, IntegerType, true);
    }

    /** Reads the columns of a row. */
    static ClipConditions from(Row row) {
        return new ClipConditions(firstFrame(row), text(row));
    }

    private static Optional<FirstFrame> firstFrame(Row row) {
        return row.isNullAt(row.fieldIndex(PICTURE))
                ? Optional.empty()
                : Optional.of(new FirstFrame(
                        Half.FLOAT16.floats(row.getAs(PICTURE)),
                        row.<Double>getAs(PICTURE_NOISE),
                        row.isNullAt(row.fieldIndex(EMBEDDING))
                                ? Optional.empty()
                                : Optional.of(LatentRow.floats(row, EMBEDDING))));
    }

    private static Optional<TextStates> text(Row row) {
        return row.isNullAt(row.fieldIndex(LANGUAGE))
                ? Optional.empty()
                : Optional.of(new TextStates(
                        Half.FLOAT16.floats(row.getAs(LANGUAGE)),
                        row.<Integer>getAs(LANGUAGE_TOKENS),
                        Half.FLOAT16.floats(row.getAs(T5)),
                        row.<Integer>getAs(T5_TOKENS)));
    }

    /** Values of the columns, some null. */
    Stream<Object> values() {
        return Stream.concat(
                firstFrame
                        .map(f -> Stream.<Object>of(
                                Half.FLOAT16.bytes(f.latents()),
                                f.noise(),
                                f.embedding().orElse(null)))
                        .orElseGet(() -> Stream.of(null, null, null)),
                text.map(t -> Stream.<Object>of(
                                Half.FLOAT16.bytes(t.language()),
                                t.languageTokens(),
                                Half.FLOAT16.bytes(t.t5()),
                                t.t5Tokens()))
                        .orElseGet(() -> Stream.of(null, null, null, null)));
    }

    /** This for a model, with the states of {@code noText} where there is no caption. */
    Known known(Optional<TextStates> noText) {
        return new Known(
                firstFrame.flatMap(FirstFrame::embedding),
                firstFrame.map(FirstFrame::noise).orElse(0.0),
                text.or(() -> noText));
    }
}
