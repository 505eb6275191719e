package jointdit.spark.ml;

import static jointdit.config.Check.argument;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import jointdit.spark.Embedder;
import jointdit.spark.FailureRow;
import jointdit.spark.ModelStore;
import jointdit.spark.Storage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Embeds texts, pictures or both by a CLIP model: adds a column of embeddings for each, not of unit length, and a
 * struct {@code failure} of {@link FailureRow#SCHEMA}. An empty text has no embedding; a picture that cannot be read
 * has none either, and its row says why.
 */
public final class TextImageEmbedder extends Transformer implements DefaultParamsWritable {
    private final String uid;
    private final Param<String> model;
    private final Param<String> textCol;
    private final Param<String> imageCol;
    private final Param<String> idCol;
    private final Param<String> textEmbeddingCol;
    private final Param<String> imageEmbeddingCol;
    private final Param<String> outputType;
    private final Param<String> failureCol;

    public TextImageEmbedder() {
        this(Identifiable$.MODULE$.randomUID("textImageEmbedder"));
    }

    public TextImageEmbedder(String uid) {
        this.uid = uid;
        var of = new NewParams(this);
        model = of.text("model", "folder or repository of the CLIP model");
        textCol = of.anyText("textCol", "column of texts; empty: none are embedded");
        imageCol = of.anyText("imageCol", "column of pictures, paths or bytes of PNG, JPEG, GIF or BMP; empty: none");
        idCol = of.anyText("idCol", "column of text that names rows in failures; empty: they have no name");
        textEmbeddingCol = of.text("textEmbeddingCol", "new column of the texts' embeddings");
        imageEmbeddingCol = of.text("imageEmbeddingCol", "new column of the pictures' embeddings");
        outputType = of.oneOf(
                "outputType", "vector: embeddings as MLlib's stages take them; array: of floats", "vector", "array");
        failureCol = of.text("failureCol", "new column of reasons");
        setDefault(textCol, "");
        setDefault(imageCol, "");
        setDefault(idCol, "");
        setDefault(textEmbeddingCol, "text_embedding");
        setDefault(imageEmbeddingCol, "image_embedding");
        setDefault(outputType, "vector");
        setDefault(failureCol, "failure");
    }

    public static MLReader<TextImageEmbedder> read() {
        return new DefaultParamsReader<>();
    }

    public static TextImageEmbedder load(String path) {
        return read().load(path);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Folder or repository of the CLIP model. */
    public Param<String> model() {
        return model;
    }

    public TextImageEmbedder setModel(String folder) {
        set(model, folder);
        return this;
    }

    /** Column of texts; empty for none. */
    public Param<String> textCol() {
        return textCol;
    }

    public TextImageEmbedder setTextCol(String column) {
        set(textCol, column);
        return this;
    }

    /** Column of pictures, paths on any Hadoop file system or bytes; empty for none. */
    public Param<String> imageCol() {
        return imageCol;
    }

    public TextImageEmbedder setImageCol(String column) {
        set(imageCol, column);
        return this;
    }

    /** Column that names rows in failures; empty for none. */
    public Param<String> idCol() {
        return idCol;
    }

    public TextImageEmbedder setIdCol(String column) {
        set(idCol, column);
        return this;
    }

    /** New column of the texts' embeddings. */
    public Param<String> textEmbeddingCol() {
        return textEmbeddingCol;
    }

    public TextImageEmbedder setTextEmbeddingCol(String column) {
        set(textEmbeddingCol, column);
        return this;
    }

    /** New column of the pictures' embeddings. */
    public Param<String> imageEmbeddingCol() {
        return imageEmbeddingCol;
    }

    public TextImageEmbedder setImageEmbeddingCol(String column) {
        set(imageEmbeddingCol, column);
        return this;
    }

    /** {@code vector} of MLlib, or {@code array} of floats. */
    public Param<String> outputType() {
        return outputType;
    }

    public TextImageEmbedder setOutputType(String type) {
        set(outputType, type);
        return this;
    }

    /** New column of reasons. */
    public Param<String> failureCol() {
        return failureCol;
    }

    public TextImageEmbedder setFailureCol(String column) {
        set(failureCol, column);
        return this;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> table) {
        var schema = transformSchema(table.schema());
        argument(isDefined(model), "Wanted model, the folder or repository of a CLIP model, found none");
        var storage = Storage.of(table.sparkSession());
        var models = new ModelStore(storage);
        models.folder($(model)); // absent models are errors here, not in every row
        var embedder = Embedder.of(Optional.of($(model)), models);
        var columns = new Embedding.Inputs($(idCol), $(textCol), $(imageCol));
        return Columns.append(table, schema, new Embedding(storage, embedder, columns, type()));
    }

    private Embedding.Type type() {
        return Embedding.Type.valueOf($(outputType).toUpperCase(Locale.ROOT));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        argument(
                !$(textCol).isEmpty() || !$(imageCol).isEmpty(),
                "Wanted textCol or imageCol, the column to embed, found neither");
        Stream.of($(textCol), $(idCol))
                .filter(name -> !name.isEmpty())
                .forEach(name -> Columns.require(schema, name, DataTypes.StringType));
        var added = new StructType();
        if (!$(textCol).isEmpty()) {
            added = added.add($(textEmbeddingCol), type().column(), true);
        }
        if (!$(imageCol).isEmpty()) {
            Columns.require(schema, $(imageCol), DataTypes.StringType, DataTypes.BinaryType);
            added = added.add($(imageEmbeddingCol), type().column(), true);
        }
        return Columns.with(schema, added.add($(failureCol), FailureRow.SCHEMA, true));
    }

    @Override
    public TextImageEmbedder copy(ParamMap extra) {
        return defaultCopy(extra);
    }
}
