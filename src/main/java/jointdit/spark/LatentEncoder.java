package jointdit.spark;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.Optional;
import jointdit.pretrained.ModelFolder.Variant;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * From the clips table to one struct column of {@link LatentRow#SCHEMA}, {@code latent}, and one of
 * {@link FailureRow#SCHEMA}, {@code failure}, of which one is null in each row. A clip that cannot be read, decoded or
 * encoded becomes a failure with its reason.
 */
public final class LatentEncoder extends Transformer implements DefaultParamsWritable {
    private final String uid;
    private Param<String> codec;
    private Param<String> clipModel;
    private Param<String> svdModel;
    private Param<String> audioldm2Model;
    private Param<String> variant;

    public LatentEncoder() {
        this(Identifiable$.MODULE$.randomUID("latentEncoder"));
    }

    public LatentEncoder(String uid) {
        this.uid = uid;
    }

    /** The encoder with the codec that {@link CodecFolder} has in a folder, without embeddings. */
    public static LatentEncoder of(String codecFolder) {
        return of(codecFolder, Optional.empty(), ConditionConfig.NONE);
    }

    /** The encoder with a codec and, for embeddings, a CLIP model, and what it tells published towers. */
    public static LatentEncoder of(String codecFolder, Optional<String> clipModel, ConditionConfig conditions) {
        var encoder = new LatentEncoder();
        encoder.set(encoder.codec(), codecFolder);
        encoder.set(encoder.clipModel(), clipModel.orElse(""));
        encoder.set(encoder.svdModel(), conditions.svdModel().orElse(""));
        encoder.set(encoder.audioldm2Model(), conditions.audioldm2Model().orElse(""));
        encoder.set(encoder.variant(), conditions.variant().name());
        return encoder;
    }

    public static MLReader<LatentEncoder> read() {
        return new DefaultParamsReader<>();
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Folder of the codec, on any Hadoop file system. */
    public Param<String> codec() {
        if (codec == null) {
            codec = new Param<>(this, "codec", "folder of the codec, with codec.json");
        }
        return codec;
    }

    /** Folder or repository of the CLIP model that embeds first frames and captions; empty for none. */
    public Param<String> clipModel() {
        if (clipModel == null) {
            clipModel =
                    new Param<>(this, "clipModel", "CLIP model that embeds first frames and captions; empty for none");
        }
        return clipModel;
    }

    /** Pipeline of Stable Video Diffusion that embeds first frames for the tower; empty for none. */
    public Param<String> svdModel() {
        if (svdModel == null) {
            svdModel = new Param<>(this, "svdModel", "SVD pipeline that embeds first frames; empty for none");
        }
        return svdModel;
    }

    /** Pipeline of AudioLDM2 that encodes captions for the tower; empty for none. */
    public Param<String> audioldm2Model() {
        if (audioldm2Model == null) {
            audioldm2Model =
                    new Param<>(this, "audioldm2Model", "AudioLDM2 pipeline that encodes captions; empty for none");
        }
        return audioldm2Model;
    }

    /** Which weights of both: FULL or FP16. */
    public Param<String> variant() {
        if (variant == null) {
            variant = new Param<>(this, "variant", "which weights of both pipelines: FULL or FP16");
        }
        return variant;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> clips) {
        transformSchema(clips.schema());
        var storage = Storage.of(clips.sparkSession());
        var models = new ModelStore(storage);
        var embedder = Embedder.of(Optional.of($(clipModel())).filter(model -> !model.isEmpty()), models);
        var conditions =
                new ConditionEncoder($(svdModel()), $(audioldm2Model()), Variant.valueOf($(variant())), models);
        var encoder = new ClipEncoder(storage, new CodecFolder(storage, $(codec())).read(), embedder, conditions);
        return clips.toDF().map(encoder, Encoders.row(ClipEncoder.SCHEMA));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        for (var field : ClipRow.SCHEMA.fields()) {
            argument(
                    Arrays.asList(schema.fieldNames()).contains(field.name())
                            && schema.apply(field.name()).dataType().sameType(field.dataType()),
                    "Wanted column %s of %s, found a table of %s",
                    field.name(),
                    field.dataType().simpleString(),
                    schema.simpleString());
        }
        return ClipEncoder.SCHEMA;
    }

    @Override
    public LatentEncoder copy(ParamMap extra) {
        return defaultCopy(extra);
    }
}
