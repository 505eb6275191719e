package jointdit.spark.ml;

import jointdit.spark.ClipEncoder;
import jointdit.spark.CodecCard;
import jointdit.spark.CodecFitter;
import jointdit.spark.CodecFolder;
import jointdit.spark.FailureRow;
import jointdit.spark.LatentRow;
import jointdit.spark.Storage;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A fitted codec: adds to the clips table a struct {@code latent} of {@link LatentRow#SCHEMA} and a struct
 * {@code failure} of {@link FailureRow#SCHEMA}, of which one is null in each row. Saved, its folder {@code codec} is
 * one that {@link LatentEncoder} and {@link JointDiTTrainer} take.
 */
public final class PcaCodecModel extends Model<PcaCodecModel> implements MLWritable {
    private static final String CODEC = "/codec";

    private final String uid;
    private final CodecFitter.Fitted fitted;
    private final Param<String> latentCol;
    private final Param<String> failureCol;

    PcaCodecModel(String uid, CodecFitter.Fitted fitted) {
        this.uid = uid;
        this.fitted = fitted;
        var of = new NewParams(this);
        latentCol = of.text("latentCol", "new column of latents");
        failureCol = of.text("failureCol", "new column of reasons");
        setDefault(latentCol, "latent");
        setDefault(failureCol, "failure");
    }

    public static MLReader<PcaCodecModel> read() {
        return new Reader();
    }

    public static PcaCodecModel load(String path) {
        return read().load(path);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** New column of latents. */
    public Param<String> latentCol() {
        return latentCol;
    }

    public PcaCodecModel setLatentCol(String column) {
        set(latentCol, column);
        return this;
    }

    /** New column of reasons. */
    public Param<String> failureCol() {
        return failureCol;
    }

    public PcaCodecModel setFailureCol(String column) {
        set(failureCol, column);
        return this;
    }

    /** What is said about the codec: settings, fingerprint, how well it decodes. */
    public CodecCard card() {
        return fitted.card();
    }

    @Override
    public Dataset<Row> transform(Dataset<?> clips) {
        var schema = transformSchema(clips.schema());
        return Columns.append(clips, schema, ClipEncoder.of(clips.sparkSession(), fitted.codec()));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return LatentEncoder.encoded(schema, $(latentCol), $(failureCol));
    }

    @Override
    public PcaCodecModel copy(ParamMap extra) {
        return copyValues(new PcaCodecModel(uid, fitted), extra).setParent(parent());
    }

    @Override
    public MLWriter write() {
        return new Writer(this);
    }

    private static final class Writer extends MLWriter {
        private final PcaCodecModel model;

        Writer(PcaCodecModel model) {
            this.model = model;
        }

        @Override
        public void saveImpl(String path) {
            new DefaultParamsWriter(model).saveImpl(path);
            new CodecFolder(Storage.of(sparkSession()), path + CODEC).write(model.fitted.codec(), model.fitted.card());
        }
    }

    private static final class Reader extends MLReader<PcaCodecModel> {
        @Override
        public PcaCodecModel load(String path) {
            var metadata = DefaultParamsReader$.MODULE$.loadMetadata(path, sc(), PcaCodecModel.class.getName());
            var folder = new CodecFolder(Storage.of(sparkSession()), path + CODEC);
            var codec = folder.read();
            var model = new PcaCodecModel(
                    metadata.uid(), new CodecFitter.Fitted(codec, folder.card().orElseThrow()));
            metadata.getAndSetParams(model, scala.Option.empty());
            return model;
        }
    }
}
