package jointdit.spark.ml;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import jointdit.config.Build;
import jointdit.joint.JointConfig;
import jointdit.spark.LatentCache;
import jointdit.spark.LatentIntake;
import jointdit.spark.LatentRow;
import jointdit.spark.Storage;
import jointdit.train.TrainConfig;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Trains the joint model on rows of {@link LatentRow#SCHEMA}, as {@link jointdit.spark.JointDiTTrainer} does for the
 * job {@code train}, whose defaults and settings these are.
 */
public final class JointDiTTrainer extends Estimator<JointDiTModel> implements DefaultParamsWritable {
    private static final JobSettings JOB = new JobSettings("train");

    private final String uid;
    private final Param<String> latents;
    private final Param<String> codec;
    private final Param<String> out;
    private final Param<String> from;
    private final Param<String> stage;
    private final Param<String> mode;
    private final IntParam steps;
    private final IntParam batch;
    private final LongParam seed;
    private final Param<String> precision;
    private final DoubleParam learningRate;
    private final Param<String> parallel;
    private final IntParam replicas;
    private final Param<String> settings;
    private final Param<String> idCol;
    private final Param<String> promptCol;
    private final Param<String> imageCol;

    public JointDiTTrainer() {
        this(Identifiable$.MODULE$.randomUID("jointDiTTrainer"));
    }

    public JointDiTTrainer(String uid) {
        this.uid = uid;
        var of = new NewParams(this);
        latents = of.text("latents", "folder of the latent cache; rows that are not there are written to it");
        codec = of.anyText("codec", "folder of the codec that made the latents; empty: the cache has it");
        out = of.text("out", "folder of the run: checkpoints and metrics; a run there goes on");
        from = of.anyText("from", "run whose last checkpoint gives the first weights; empty: none");
        stage = of.oneOf("stage", "expert (towers alone), a (joint blocks alone) or b (all)", "expert", "a", "b");
        mode = of.oneOf("mode", "full, or iso: the ablation without joint interaction", "full", "iso");
        steps = of.atLeast(1, "steps", "optimiser steps in all");
        batch = of.atLeast(1, "batch", "clips of a step, over all replicas");
        seed = of.seed("seed", "seed of weights, order, noise and dropout");
        precision = of.oneOf("precision", "arithmetic of products: float32 or bfloat16", "float32", "bfloat16");
        learningRate =
                of.aboveZero("learningRate", "rate of the joint blocks (in stage expert: of the towers), above 0");
        parallel = of.oneOf("parallel", "single, all-reduce or rounds", "single", "all-reduce", "rounds");
        replicas = of.atLeast(1, "replicas", "copies of the model that train together, unless parallel is single");
        settings = of.anyText(
                "settings",
                "HOCON as in a file of settings for train: blocks train and model; set params have their way over it");
        idCol = of.text("idCol", "column of names that the model reads");
        promptCol = of.anyText("promptCol", "column of prompts that the model reads; empty: none");
        imageCol = of.anyText("imageCol", "column of pictures, paths or bytes, that the model reads; empty: none");
        setDefaults();
    }

    private void setDefaults() {
        setDefault(latents, JOB.text("latents"));
        setDefault(out, JOB.text("out"));
        setDefault(stage, JOB.text("stage"));
        setDefault(mode, JOB.text("mode"));
        setDefault(steps, JOB.whole("steps"));
        setDefault(batch, JOB.whole("batch"));
        setDefault(precision, JOB.text("precision"));
        setDefault(learningRate, JOB.number("rates.lr"));
        setDefault(parallel, JOB.text("parallel.kind"));
        setDefault(replicas, JOB.whole("parallel.replicas"));
        setDefault(seed, (long) JOB.whole("seed"));
        setDefault(codec, "");
        setDefault(from, "");
        setDefault(settings, "");
        setDefault(idCol, "id");
        setDefault(promptCol, "prompt");
        setDefault(imageCol, "");
    }

    public static MLReader<JointDiTTrainer> read() {
        return new DefaultParamsReader<>();
    }

    public static JointDiTTrainer load(String path) {
        return read().load(path);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Folder of the latent cache; rows that are not there yet are written to it. */
    public Param<String> latents() {
        return latents;
    }

    public JointDiTTrainer setLatents(String folder) {
        set(latents, folder);
        return this;
    }

    /** Folder of the codec that made the latents; empty where the cache has it. */
    public Param<String> codec() {
        return codec;
    }

    public JointDiTTrainer setCodec(String folder) {
        set(codec, folder);
        return this;
    }

    /** Folder of the run: checkpoints and metrics; a run there goes on. */
    public Param<String> out() {
        return out;
    }

    public JointDiTTrainer setOut(String folder) {
        set(out, folder);
        return this;
    }

    /** Run whose last checkpoint gives the first weights; empty for none. */
    public Param<String> from() {
        return from;
    }

    public JointDiTTrainer setFrom(String run) {
        set(from, run);
        return this;
    }

    /** {@code expert}, {@code a} or {@code b}. */
    public Param<String> stage() {
        return stage;
    }

    public JointDiTTrainer setStage(String name) {
        set(stage, name);
        return this;
    }

    /** {@code full}, or {@code iso}: the ablation without joint interaction. */
    public Param<String> mode() {
        return mode;
    }

    public JointDiTTrainer setMode(String name) {
        set(mode, name);
        return this;
    }

    /** Optimiser steps in all. */
    public IntParam steps() {
        return steps;
    }

    public JointDiTTrainer setSteps(int number) {
        set(steps, number);
        return this;
    }

    /** Clips of a step, over all replicas. */
    public IntParam batch() {
        return batch;
    }

    public JointDiTTrainer setBatch(int clips) {
        set(batch, clips);
        return this;
    }

    /** Seed of weights, order, noise and dropout. */
    public LongParam seed() {
        return seed;
    }

    public JointDiTTrainer setSeed(long start) {
        set(seed, start);
        return this;
    }

    /** Arithmetic of products: {@code float32} or {@code bfloat16}. */
    public Param<String> precision() {
        return precision;
    }

    public JointDiTTrainer setPrecision(String type) {
        set(precision, type);
        return this;
    }

    /** Rate of the joint blocks, in stage expert of the towers; above 0. */
    public DoubleParam learningRate() {
        return learningRate;
    }

    public JointDiTTrainer setLearningRate(double rate) {
        set(learningRate, rate);
        return this;
    }

    /** {@code single}, {@code all-reduce} or {@code rounds}. */
    public Param<String> parallel() {
        return parallel;
    }

    public JointDiTTrainer setParallel(String kind) {
        set(parallel, kind);
        return this;
    }

    /** Copies of the model that train together, unless {@link #parallel} is {@code single}. */
    public IntParam replicas() {
        return replicas;
    }

    public JointDiTTrainer setReplicas(int copies) {
        set(replicas, copies);
        return this;
    }

    /**
     * HOCON as in a file of settings for {@code train}, blocks {@code train} and {@code model}, for all else; params
     * that are set have their way over it.
     */
    public Param<String> settings() {
        return settings;
    }

    public JointDiTTrainer setSettings(String hocon) {
        set(settings, hocon);
        return this;
    }

    /** Column of names that the model reads. */
    public Param<String> idCol() {
        return idCol;
    }

    public JointDiTTrainer setIdCol(String column) {
        set(idCol, column);
        return this;
    }

    /** Column of prompts that the model reads; empty for none. */
    public Param<String> promptCol() {
        return promptCol;
    }

    public JointDiTTrainer setPromptCol(String column) {
        set(promptCol, column);
        return this;
    }

    /** Column of pictures that the model reads; empty for none. */
    public Param<String> imageCol() {
        return imageCol;
    }

    public JointDiTTrainer setImageCol(String column) {
        set(imageCol, column);
        return this;
    }

    /**
     * Trains to the last step; a run that was interrupted goes on from its last checkpoint. Rows without
     * {@code clip_id}, of clips that could not be encoded, are left out.
     *
     * @param latents columns of {@link LatentRow#SCHEMA}; further ones are left
     * @throws IllegalArgumentException before any long work, if table, model and settings do not fit
     */
    @Override
    public JointDiTModel fit(Dataset<?> latents) {
        Columns.require(latents.schema(), LatentRow.SCHEMA);
        var spark = latents.sparkSession();
        var settings = JOB.of(this, paths(), $(this.settings));
        var train = settings.read(TrainConfig.class);
        var cache = new LatentCache(spark, Storage.of(spark).qualified(train.latents()));
        new LatentIntake(cache, Optional.of($(codec)).filter(folder -> !folder.isBlank())).take(latents.toDF());
        new jointdit.spark.JointDiTTrainer(settings.read("model", JointConfig.class), train)
                .fit(spark, Build.commit(), steps -> {});
        return model(train);
    }

    private JointDiTModel model(TrainConfig train) {
        return new JointDiTModel(uid)
                .setModel(train.out())
                .setLatents(train.latents())
                .setIdCol($(idCol))
                .setPromptCol($(promptCol))
                .setImageCol($(imageCol))
                .setParent(this);
    }

    /** Where params are in the block of the job. */
    private Map<Param<?>, String> paths() {
        return Map.ofEntries(
                entry(latents, "latents"),
                entry(out, "out"),
                entry(from, "from"),
                entry(stage, "stage"),
                entry(mode, "mode"),
                entry(steps, "steps"),
                entry(batch, "batch"),
                entry(seed, "seed"),
                entry(precision, "precision"),
                entry(learningRate, "rates.lr"),
                entry(parallel, "parallel.kind"),
                entry(replicas, "parallel.replicas"));
    }

    /**
     * Of what the model makes of the same table, as a pipeline has it: there {@link #idCol}, {@link #promptCol} and
     * {@link #imageCol} must name columns of the table of latents.
     */
    @Override
    public StructType transformSchema(StructType schema) {
        Columns.require(schema, LatentRow.SCHEMA);
        return new SampleColumns($(idCol), $(promptCol), $(imageCol)).added(schema, "sample");
    }

    @Override
    public JointDiTTrainer copy(ParamMap extra) {
        return defaultCopy(extra);
    }
}
