package jointdit.spark.ml;

import jointdit.codec.AudioCodecConfig;
import jointdit.codec.CodecConfig;
import jointdit.codec.VideoCodecConfig;
import jointdit.spark.CodecFitter;
import jointdit.spark.CodecFolder;
import jointdit.spark.FitConfig;
import jointdit.spark.LatentRow;
import jointdit.spark.Progress.Screen;
import jointdit.spark.Storage;
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
 * Fits a codec of principal components on the clips table; its model encodes clips to {@link LatentRow#SCHEMA}.
 * Defaults are those of {@code cache-latents}, and equal settings on equal clips give the codec that it fits.
 */
public final class PcaCodec extends Estimator<PcaCodecModel> implements DefaultParamsWritable {
    private final String uid;
    private final IntParam width;
    private final IntParam height;
    private final DoubleParam framesPerSecond;
    private final IntParam videoPatch;
    private final IntParam videoChannels;
    private final DoubleParam videoWhitening;
    private final IntParam audioPatch;
    private final IntParam audioChannels;
    private final DoubleParam audioWhitening;
    private final IntParam clips;
    private final IntParam patchesPerClip;
    private final LongParam seed;
    private final Param<String> codec;
    private final Param<String> latentCol;
    private final Param<String> failureCol;

    public PcaCodec() {
        this(Identifiable$.MODULE$.randomUID("pcaCodec"));
    }

    public PcaCodec(String uid) {
        this.uid = uid;
        var of = new NewParams(this);
        width = of.atLeast(1, "width", "pixels across a picture, a multiple of videoPatch");
        height = of.atLeast(1, "height", "pixels down a picture, a multiple of videoPatch");
        framesPerSecond = of.aboveZero("framesPerSecond", "pictures per second, above 0");
        videoPatch = of.atLeast(1, "videoPatch", "pixels of a side of a picture patch");
        videoChannels = of.atLeast(
                1, "videoChannels", "channels that a picture patch becomes, at most 3 * videoPatch * videoPatch");
        videoWhitening =
                of.share("videoWhitening", "power of its standard deviation that divides a video channel, in [0, 1]");
        audioPatch = of.atLeast(1, "audioPatch", "side of a spectrogram patch, a divisor of the 64 mel bins");
        audioChannels = of.atLeast(
                1, "audioChannels", "channels that a spectrogram patch becomes, at most audioPatch * audioPatch");
        audioWhitening =
                of.share("audioWhitening", "power of its standard deviation that divides an audio channel, in [0, 1]");
        clips = of.atLeast(1, "clips", "most clips of split train to fit on");
        patchesPerClip = of.atLeast(
                1, "patchesPerClip", "patches drawn from the pictures, and again from the sound, of each clip");
        seed = of.seed("seed", "seed of the draw");
        codec = of.anyText(
                "codec",
                "folder that the codec is written to as well, for LatentEncoder and JointDiTTrainer; empty: none");
        latentCol = of.text("latentCol", "new column of latents");
        failureCol = of.text("failureCol", "new column of reasons");
        setDefaults();
    }

    private void setDefaults() {
        var shipped = new JobSettings("cache-latents");
        setDefault(width, shipped.whole("codec.width"));
        setDefault(height, shipped.whole("codec.height"));
        setDefault(framesPerSecond, shipped.number("codec.frames-per-second"));
        setDefault(videoPatch, shipped.whole("codec.video.patch"));
        setDefault(videoChannels, shipped.whole("codec.video.channels"));
        setDefault(videoWhitening, shipped.number("codec.video.whitening"));
        setDefault(audioPatch, shipped.whole("codec.audio.patch"));
        setDefault(audioChannels, shipped.whole("codec.audio.channels"));
        setDefault(audioWhitening, shipped.number("codec.audio.whitening"));
        setDefault(clips, shipped.whole("fit.clips"));
        setDefault(patchesPerClip, shipped.whole("fit.patches-per-clip"));
        setDefault(seed, (long) shipped.whole("fit.seed"));
        setDefault(codec, "");
        setDefault(latentCol, "latent");
        setDefault(failureCol, "failure");
    }

    public static MLReader<PcaCodec> read() {
        return new DefaultParamsReader<>();
    }

    public static PcaCodec load(String path) {
        return read().load(path);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Pixels across a picture, a multiple of {@link #videoPatch}. */
    public IntParam width() {
        return width;
    }

    public PcaCodec setWidth(int pixels) {
        set(width, pixels);
        return this;
    }

    /** Pixels down a picture, a multiple of {@link #videoPatch}. */
    public IntParam height() {
        return height;
    }

    public PcaCodec setHeight(int pixels) {
        set(height, pixels);
        return this;
    }

    /** Pictures per second, above 0. */
    public DoubleParam framesPerSecond() {
        return framesPerSecond;
    }

    public PcaCodec setFramesPerSecond(double rate) {
        set(framesPerSecond, rate);
        return this;
    }

    /** Pixels of a side of a picture patch. */
    public IntParam videoPatch() {
        return videoPatch;
    }

    public PcaCodec setVideoPatch(int pixels) {
        set(videoPatch, pixels);
        return this;
    }

    /** Channels that a picture patch becomes. */
    public IntParam videoChannels() {
        return videoChannels;
    }

    public PcaCodec setVideoChannels(int channels) {
        set(videoChannels, channels);
        return this;
    }

    /** Power of its standard deviation that divides a video channel, in [0, 1]. */
    public DoubleParam videoWhitening() {
        return videoWhitening;
    }

    public PcaCodec setVideoWhitening(double power) {
        set(videoWhitening, power);
        return this;
    }

    /** Side of a spectrogram patch, a divisor of the 64 mel bins. */
    public IntParam audioPatch() {
        return audioPatch;
    }

    public PcaCodec setAudioPatch(int bins) {
        set(audioPatch, bins);
        return this;
    }

    /** Channels that a spectrogram patch becomes. */
    public IntParam audioChannels() {
        return audioChannels;
    }

    public PcaCodec setAudioChannels(int channels) {
        set(audioChannels, channels);
        return this;
    }

    /** Power of its standard deviation that divides an audio channel, in [0, 1]. */
    public DoubleParam audioWhitening() {
        return audioWhitening;
    }

    public PcaCodec setAudioWhitening(double power) {
        set(audioWhitening, power);
        return this;
    }

    /** Most clips of split {@code train} to fit on. */
    public IntParam clips() {
        return clips;
    }

    public PcaCodec setClips(int most) {
        set(clips, most);
        return this;
    }

    /** Patches drawn from the pictures, and again from the sound, of each clip. */
    public IntParam patchesPerClip() {
        return patchesPerClip;
    }

    public PcaCodec setPatchesPerClip(int patches) {
        set(patchesPerClip, patches);
        return this;
    }

    /** Seed of the draw. */
    public LongParam seed() {
        return seed;
    }

    public PcaCodec setSeed(long start) {
        set(seed, start);
        return this;
    }

    /**
     * Folder that the codec is written to as well, in place of one there, so that other stages find it; empty for none.
     */
    public Param<String> codec() {
        return codec;
    }

    public PcaCodec setCodec(String folder) {
        set(codec, folder);
        return this;
    }

    /** New column of latents. */
    public Param<String> latentCol() {
        return latentCol;
    }

    public PcaCodec setLatentCol(String column) {
        set(latentCol, column);
        return this;
    }

    /** New column of reasons. */
    public Param<String> failureCol() {
        return failureCol;
    }

    public PcaCodec setFailureCol(String column) {
        set(failureCol, column);
        return this;
    }

    /**
     * Fits on the clips of split {@code train} that can be read.
     *
     * @throws IllegalArgumentException if the params do not go together, or there are no clips to fit on
     */
    @Override
    public PcaCodecModel fit(Dataset<?> clips) {
        transformSchema(clips.schema());
        var spark = clips.sparkSession();
        var fit = new FitConfig((int) $(this.clips), (int) $(patchesPerClip), (long) $(seed));
        var fitted =
                new CodecFitter(spark, config(), fit, Screen.watchedBy((title, done, total) -> {})).fit(clips.toDF());
        if (!$(codec).isEmpty()) {
            new CodecFolder(Storage.of(spark), $(codec)).write(fitted.codec(), fitted.card());
        }
        var model = new PcaCodecModel(uid, fitted);
        model.set(model.latentCol(), $(latentCol));
        model.set(model.failureCol(), $(failureCol));
        return model.setParent(this);
    }

    private CodecConfig config() {
        return new CodecConfig(
                (int) $(width),
                (int) $(height),
                (double) $(framesPerSecond),
                new VideoCodecConfig.Pca((int) $(videoPatch), (int) $(videoChannels), (double) $(videoWhitening)),
                new AudioCodecConfig.Pca((int) $(audioPatch), (int) $(audioChannels), (double) $(audioWhitening)));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        config(); // params that do not go together are errors before any work
        return LatentEncoder.encoded(schema, $(latentCol), $(failureCol));
    }

    @Override
    public PcaCodec copy(ParamMap extra) {
        return defaultCopy(extra);
    }
}
