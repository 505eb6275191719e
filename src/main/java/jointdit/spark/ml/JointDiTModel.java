package jointdit.spark.ml;

import java.util.Map;
import java.util.Optional;
import jointdit.spark.PromptConfig;
import jointdit.spark.PromptSampler;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
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
 * Generates a clip for each row of a table of prompts, which may be a stream: adds a struct {@code sample} of
 * {@link PromptSampler#SCHEMA}. Columns {@code negative_prompt, seed, steps, weights, duration} are read where they
 * are. A row that cannot be served has status {@code failed} and the reason in {@code error}. Saved are params; weights
 * stay in the folder of the run.
 */
public final class JointDiTModel extends Model<JointDiTModel> implements DefaultParamsWritable {
    private static final JobSettings JOB = new JobSettings("generate");

    private final String uid;
    private final Param<String> model;
    private final Param<String> latents;
    private final Param<String> out;
    private final IntParam steps;
    private final LongParam seed;
    private final Param<String> weights;
    private final Param<String> settings;
    private final Param<String> idCol;
    private final Param<String> promptCol;
    private final Param<String> imageCol;
    private final Param<String> sampleCol;

    public JointDiTModel() {
        this(Identifiable$.MODULE$.randomUID("jointDiTModel"));
    }

    public JointDiTModel(String uid) {
        this.uid = uid;
        var of = new NewParams(this);
        model = of.anyText(
                "model", "folder of a training run or an exported one; empty: the model that comes with the program");
        latents = of.anyText(
                "latents", "folder of the latents it was trained on, for their codec; empty: as the model says");
        out = of.anyText(
                "out",
                "folder of the clips, where what is there is not made again; empty: clips are bytes in the table");
        steps = of.between(1, 10_000, "steps", "steps of the solver, where the row has no steps");
        seed = of.seed("seed", "seed from which rows without one get theirs");
        weights =
                of.anyText("weights", "guidance, as wv=2, wt=1, where the row has no weights; empty: as settings say");
        settings = of.anyText(
                "settings", "HOCON as in a file of settings for generate; set params have their way over it");
        idCol = of.text("idCol", "column of names");
        promptCol = of.anyText("promptCol", "column of prompts; empty: none");
        imageCol = of.anyText("imageCol", "column of first frames, paths or bytes of an image file; empty: none");
        sampleCol = of.text("sampleCol", "new column of clips");
        setDefaults();
    }

    private void setDefaults() {
        setDefault(model, "");
        setDefault(latents, "");
        setDefault(steps, JOB.whole("sample.sampling.steps"));
        setDefault(seed, (long) JOB.whole("seed"));
        setDefault(out, "");
        setDefault(weights, "");
        setDefault(settings, "");
        setDefault(idCol, "id");
        setDefault(promptCol, "prompt");
        setDefault(imageCol, "");
        setDefault(sampleCol, "sample");
    }

    public static MLReader<JointDiTModel> read() {
        return new DefaultParamsReader<>();
    }

    public static JointDiTModel load(String path) {
        return read().load(path);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Folder of a training run or an exported one; empty for the model that comes with the program. */
    public Param<String> model() {
        return model;
    }

    public JointDiTModel setModel(String run) {
        set(model, run);
        return this;
    }

    /** Folder of the latents it was trained on, for their codec; empty for what the model says. */
    public Param<String> latents() {
        return latents;
    }

    public JointDiTModel setLatents(String folder) {
        set(latents, folder);
        return this;
    }

    /** Folder of the clips, where what is there is not made again; empty: clips are bytes in the table. */
    public Param<String> out() {
        return out;
    }

    public JointDiTModel setOut(String folder) {
        set(out, folder);
        return this;
    }

    /** Steps of the solver, where the row has no {@code steps}. */
    public IntParam steps() {
        return steps;
    }

    public JointDiTModel setSteps(int number) {
        set(steps, number);
        return this;
    }

    /** Seed from which rows without one get theirs. */
    public LongParam seed() {
        return seed;
    }

    public JointDiTModel setSeed(long start) {
        set(seed, start);
        return this;
    }

    /** Guidance, as {@code wv=2, wt=1}, where the row has no {@code weights}; empty: as {@link #settings} say. */
    public Param<String> weights() {
        return weights;
    }

    public JointDiTModel setWeights(String guidance) {
        set(weights, guidance);
        return this;
    }

    /**
     * HOCON as in a file of settings for {@code generate}, for all else; params that are set have their way over it.
     */
    public Param<String> settings() {
        return settings;
    }

    public JointDiTModel setSettings(String hocon) {
        set(settings, hocon);
        return this;
    }

    /** Column of names. */
    public Param<String> idCol() {
        return idCol;
    }

    public JointDiTModel setIdCol(String column) {
        set(idCol, column);
        return this;
    }

    /** Column of prompts; empty for none. */
    public Param<String> promptCol() {
        return promptCol;
    }

    public JointDiTModel setPromptCol(String column) {
        set(promptCol, column);
        return this;
    }

    /** Column of first frames, paths on any Hadoop file system or bytes; empty for none. */
    public Param<String> imageCol() {
        return imageCol;
    }

    public JointDiTModel setImageCol(String column) {
        set(imageCol, column);
        return this;
    }

    /** New column of clips. */
    public Param<String> sampleCol() {
        return sampleCol;
    }

    public JointDiTModel setSampleCol(String column) {
        set(sampleCol, column);
        return this;
    }

    /**
     * Makes the clips when the result is read.
     *
     * @throws IllegalArgumentException before any long work, if there is no checkpoint or codec, or the table is none
     *     of prompts
     */
    @Override
    public Dataset<Row> transform(Dataset<?> prompts) {
        var schema = transformSchema(prompts.schema());
        var paths = Map.<Param<?>, String>of(
                model, "model", latents, "latents", steps, "sample.sampling.steps", seed, "seed");
        var config = JOB.of(this, paths, $(settings)).read(PromptConfig.class);
        var sampler = PromptSampler.of(
                prompts.sparkSession(), config, Optional.of($(out)).filter(folder -> !folder.isBlank()));
        return prompts.toDF().mapPartitions(new SampledRows(sampler, columns(), $(weights)), Encoders.row(schema));
    }

    private SampleColumns columns() {
        return new SampleColumns($(idCol), $(promptCol), $(imageCol));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        return columns().added(schema, $(sampleCol));
    }

    @Override
    public JointDiTModel copy(ParamMap extra) {
        return this.<JointDiTModel>defaultCopy(extra).setParent(parent());
    }
}
