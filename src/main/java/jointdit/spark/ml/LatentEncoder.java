package jointdit.spark.ml;

import static jointdit.config.Check.argument;

import java.util.Locale;
import java.util.Optional;
import jointdit.pretrained.ModelFolder.Variant;
import jointdit.spark.ClipEncoder;
import jointdit.spark.ClipRow;
import jointdit.spark.CodecFolder;
import jointdit.spark.ConditionConfig;
import jointdit.spark.FailureRow;
import jointdit.spark.LatentRow;
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
import org.apache.spark.sql.types.StructType;

/**
 * Encodes the clips table: adds a struct {@code latent} of {@link LatentRow#SCHEMA} and a struct {@code failure} of
 * {@link FailureRow#SCHEMA}, of which one is null in each row. A clip that cannot be read, decoded or encoded is a
 * failure with its reason.
 */
public final class LatentEncoder extends Transformer implements DefaultParamsWritable {
    private final String uid;
    private final Param<String> codec;
    private final Param<String> clipModel;
    private final Param<String> svdModel;
    private final Param<String> audioldm2Model;
    private final Param<String> variant;
    private final Param<String> latentCol;
    private final Param<String> failureCol;

    public LatentEncoder() {
        this(Identifiable$.MODULE$.randomUID("latentEncoder"));
    }

    public LatentEncoder(String uid) {
        this.uid = uid;
        var of = new NewParams(this);
        codec = of.text("codec", "folder of the codec, with codec.json");
        clipModel = of.anyText("clipModel", "CLIP model that embeds first frames and captions; empty: none");
        svdModel = of.anyText("svdModel", "SVD pipeline that embeds first frames; empty: none");
        audioldm2Model = of.anyText("audioldm2Model", "AudioLDM2 pipeline that encodes captions; empty: none");
        variant = of.oneOf("variant", "weights of both pipelines: full or fp16", "full", "fp16");
        latentCol = of.text("latentCol", "new column of latents");
        failureCol = of.text("failureCol", "new column of reasons");
        setDefault(clipModel, "");
        setDefault(svdModel, "");
        setDefault(audioldm2Model, "");
        setDefault(variant, "full");
        setDefault(latentCol, "latent");
        setDefault(failureCol, "failure");
    }

    public static MLReader<LatentEncoder> read() {
        return new DefaultParamsReader<>();
    }

    public static LatentEncoder load(String path) {
        return read().load(path);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Folder of the codec, on any Hadoop file system: {@code codec} of a cache, or of a {@link PcaCodec}. */
    public Param<String> codec() {
        return codec;
    }

    public LatentEncoder setCodec(String folder) {
        set(codec, folder);
        return this;
    }

    /** Folder or repository of the CLIP model that embeds first frames and captions; empty for none. */
    public Param<String> clipModel() {
        return clipModel;
    }

    public LatentEncoder setClipModel(String model) {
        set(clipModel, model);
        return this;
    }

    /** Pipeline of Stable Video Diffusion that embeds first frames for the tower; empty for none. */
    public Param<String> svdModel() {
        return svdModel;
    }

    public LatentEncoder setSvdModel(String model) {
        set(svdModel, model);
        return this;
    }

    /** Pipeline of AudioLDM2 that encodes captions for the tower; empty for none. */
    public Param<String> audioldm2Model() {
        return audioldm2Model;
    }

    public LatentEncoder setAudioldm2Model(String model) {
        set(audioldm2Model, model);
        return this;
    }

    /** Which weights of both: {@code full} or {@code fp16}. */
    public Param<String> variant() {
        return variant;
    }

    public LatentEncoder setVariant(String weights) {
        set(variant, weights);
        return this;
    }

    /** New column of latents. */
    public Param<String> latentCol() {
        return latentCol;
    }

    public LatentEncoder setLatentCol(String column) {
        set(latentCol, column);
        return this;
    }

    /** New column of reasons. */
    public Param<String> failureCol() {
        return failureCol;
    }

    public LatentEncoder setFailureCol(String column) {
        set(failureCol, column);
        return this;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> clips) {
        var schema = transformSchema(clips.schema());
        argument(
                isDefined(codec),
                "Wanted codec, the folder of a codec, found none; PcaCodec and cache-latents fit one");
        var spark = clips.sparkSession();
        var conditions = new ConditionConfig(
                named($(svdModel)),
                named($(audioldm2Model)),
                Variant.valueOf($(variant).toUpperCase(Locale.ROOT)));
        var opened = new CodecFolder(Storage.of(spark), $(codec)).read();
        return Columns.append(clips, schema, ClipEncoder.of(spark, opened, named($(clipModel)), conditions));
    }

    private static Optional<String> named(String model) {
        return Optional.of(model).filter(name -> !name.isBlank());
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return encoded(schema, $(latentCol), $(failureCol));
    }

    /** Of the table of clips with latents and failures. */
    static StructType encoded(StructType clips, String latentCol, String failureCol) {
        Columns.require(clips, ClipRow.SCHEMA);
        return Columns.with(
                clips,
                new StructType().add(latentCol, LatentRow.SCHEMA, true).add(failureCol, FailureRow.SCHEMA, true));
    }

    @Override
    public LatentEncoder copy(ParamMap extra) {
        return defaultCopy(extra);
    }
}
