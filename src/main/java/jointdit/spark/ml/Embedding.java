package jointdit.spark.ml;

import static org.apache.spark.sql.types.DataTypes.FloatType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.io.Serializable;
import java.util.ArrayList;
import jointdit.generate.PictureReader;
import jointdit.spark.Embedder;
import jointdit.spark.FailureRow;
import jointdit.spark.Storage;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;

/**
 * Embeds rows on an executor: the embedding of the text, that of the picture, and why there is none.
 *
 * @param storage where pictures lie
 * @param embedder of both
 * @param inputs columns
 * @param type of the embeddings
 */
record Embedding(Storage storage, Embedder embedder, Inputs inputs, Type type) implements MapFunction<Row, Row> {
    /**
     * Columns that are read, empty for none.
     *
     * @param id names rows
     * @param text texts
     * @param image pictures, paths or bytes
     */
    record Inputs(String id, String text, String image) implements Serializable {}

    /** How an embedding is stored. */
    enum Type {
        /** As MLlib's stages take it. */
        VECTOR {
            @Override
            DataType column() {
                return SQLDataTypes.VectorType();
            }

            @Override
            Object value(float[] embedding) {
                var values = new double[embedding.length];
                for (var i = 0; i < values.length; i++) {
                    values[i] = embedding[i];
                }
                return Vectors.dense(values);
            }
        },
        /** As SQL takes it. */
        ARRAY {
            @Override
            DataType column() {
                return createArrayType(FloatType, false);
            }

            @Override
            Object value(float[] embedding) {
                return embedding;
            }
        };

        abstract DataType column();

        abstract Object value(float[] embedding);
    }

    @Override
    public Row call(Row row) {
        var values = new ArrayList<Object>();
        Row failure = null;
        if (!inputs.text.isEmpty()) {
            var text = row.<String>getAs(inputs.text);
            values.add(text == null || text.isBlank() ? null : type.value(embedder.text(text)));
        }
        if (!inputs.image.isEmpty()) {
            try {
                var image = row.getAs(inputs.image);
                values.add(image == null ? null : type.value(image(image)));
            } catch (RuntimeException e) {
                if (TaskContext.get().isInterrupted()) {
                    throw e;
                }
                values.add(null);
                failure = failure(row, e);
            }
        }
        values.add(failure);
        return RowFactory.create(values.toArray());
    }

    private float[] image(Object image) {
        return image instanceof byte[] bytes
                ? embedder.image(PictureReader.picture("bytes", bytes))
                : embedder.image(PictureReader.picture(image.toString(), storage.read(image.toString())));
    }

    private Row failure(Row row, RuntimeException cause) {
        var image = row.getAs(inputs.image);
        var id = inputs.id.isEmpty() ? "" : String.valueOf(row.<String>getAs(inputs.id));
        return FailureRow.of(id, "embed", image instanceof String uri ? uri : "", cause)
                .toRow();
    }
}
