package jointdit.spark.ml;

import java.util.Locale;
import jointdit.media.DecodeConfig;
import jointdit.spark.ClipRow;
import jointdit.spark.FailureRow;
import jointdit.spark.Storage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
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
 * Decodes the files of the clips table: adds a struct {@code clip} of {@link DecodedClip#SCHEMA} and a struct
 * {@code failure} of {@link FailureRow#SCHEMA}, of which one is null in each row. A broken clip is a failure with its
 * reason.
 */
public final class ClipDecoder extends Transformer implements DefaultParamsWritable {
    private final String uid;
    private final IntParam width;
    private final IntParam height;
    private final DoubleParam framesPerSecond;
    private final IntParam sampleRate;
    private final DoubleParam seconds;
    private final Param<String> frameFormat;
    private final Param<String> clipCol;
    private final Param<String> failureCol;

    public ClipDecoder() {
        this(Identifiable$.MODULE$.randomUID("clipDecoder"));
    }

    public ClipDecoder(String uid) {
        this.uid = uid;
        var of = new NewParams(this);
        width = of.between(2, 4096, "width", "pixels across a frame");
        height = of.between(2, 4096, "height", "pixels down a frame");
        framesPerSecond = of.aboveZero("framesPerSecond", "frames per second, above 0");
        sampleRate = of.between(1000, 384_000, "sampleRate", "sound samples per second");
        seconds = of.aboveZero("seconds", "length of every clip from its start_s, above 0; Infinity: as its row says");
        frameFormat = of.oneOf(
                "frameFormat", "png: frames are PNG files; rgb: three bytes a pixel, rows from the top", "png", "rgb");
        clipCol = of.text("clipCol", "new column of decoded clips");
        failureCol = of.text("failureCol", "new column of reasons");
        setDefault(width, 64);
        setDefault(height, 64);
        setDefault(framesPerSecond, 8.0);
        setDefault(sampleRate, 16_000);
        setDefault(seconds, Double.POSITIVE_INFINITY);
        setDefault(frameFormat, "png");
        setDefault(clipCol, "clip");
        setDefault(failureCol, "failure");
    }

    public static MLReader<ClipDecoder> read() {
        return new DefaultParamsReader<>();
    }

    public static ClipDecoder load(String path) {
        return read().load(path);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Pixels across a frame; the source is scaled to cover width and height, and its middle kept. */
    public IntParam width() {
        return width;
    }

    public ClipDecoder setWidth(int pixels) {
        set(width, pixels);
        return this;
    }

    /** Pixels down a frame. */
    public IntParam height() {
        return height;
    }

    public ClipDecoder setHeight(int pixels) {
        set(height, pixels);
        return this;
    }

    /** Frames per second, above 0. */
    public DoubleParam framesPerSecond() {
        return framesPerSecond;
    }

    public ClipDecoder setFramesPerSecond(double rate) {
        set(framesPerSecond, rate);
        return this;
    }

    /** Sound samples per second. */
    public IntParam sampleRate() {
        return sampleRate;
    }

    public ClipDecoder setSampleRate(int hertz) {
        set(sampleRate, hertz);
        return this;
    }

    /** Length of every clip; infinite: as its row says. */
    public DoubleParam seconds() {
        return seconds;
    }

    public ClipDecoder setSeconds(double length) {
        set(seconds, length);
        return this;
    }

    /** {@code png} or {@code rgb}. */
    public Param<String> frameFormat() {
        return frameFormat;
    }

    public ClipDecoder setFrameFormat(String format) {
        set(frameFormat, format);
        return this;
    }

    /** New column of decoded clips. */
    public Param<String> clipCol() {
        return clipCol;
    }

    public ClipDecoder setClipCol(String column) {
        set(clipCol, column);
        return this;
    }

    /** New column of reasons. */
    public Param<String> failureCol() {
        return failureCol;
    }

    public ClipDecoder setFailureCol(String column) {
        set(failureCol, column);
        return this;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> clips) {
        var config =
                new DecodeConfig((int) $(width), (int) $(height), (double) $(framesPerSecond), (int) $(sampleRate));
        var format = DecodedClip.Format.valueOf($(frameFormat).toUpperCase(Locale.ROOT));
        var storage = Storage.of(clips.sparkSession());
        return Columns.append(
                clips, transformSchema(clips.schema()), new DecodedClip(storage, config, (double) $(seconds), format));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        Columns.require(schema, ClipRow.SCHEMA);
        return Columns.with(
                schema,
                new StructType().add($(clipCol), DecodedClip.SCHEMA, true).add($(failureCol), FailureRow.SCHEMA, true));
    }

    @Override
    public ClipDecoder copy(ParamMap extra) {
        return defaultCopy(extra);
    }
}
