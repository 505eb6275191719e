package jointdit.spark;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import jointdit.codec.Codec;
import jointdit.codec.CodecConfig;
import jointdit.codec.Fidelity;
import jointdit.media.Clip;
import jointdit.spark.Progress.Screen;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Fits a codec on clips and measures it. */
public final class CodecFitter {
    private static final int MEASURED = 16;

    private static final StructType FIDELITY =
            new StructType().add("squared_error", DataTypes.DoubleType).add("log_mel_l1", DataTypes.DoubleType);

    private final SparkSession spark;
    private final CodecConfig config;
    private final FitConfig fit;
    private final Screen screen;

    /** @param screen shows how far it is */
    public CodecFitter(SparkSession spark, CodecConfig config, FitConfig fit, Screen screen) {
        this.spark = spark;
        this.config = config;
        this.fit = fit;
        this.screen = screen;
    }

    /** The card of the codec in {@code folder}, which holds a codec of today's settings afterwards. */
    CodecCard fitted(CodecFolder folder, Dataset<Row> clips) {
        return folder.card()
                .filter(card -> card.codec().equals(config) && card.fit().equals(fit))
                .orElseGet(() -> {
                    var fitted = fit(clips);
                    folder.write(fitted.codec(), fitted.card());
                    return fitted.card();
                });
    }

    /**
     * A codec.
     *
     * @param codec the codec
     * @param card what is said about it
     */
    public record Fitted(Codec codec, CodecCard card) {}

    /**
     * Fits on the clips of split {@code train} that can be read, and measures on those of {@code validation}, or on the
     * former if there are none.
     *
     * @param clips rows of {@link ClipRow#SCHEMA}
     * @throws IllegalArgumentException if there are none to fit on
     */
    public Fitted fit(Dataset<Row> clips) {
        var train = clips.where(col("split").equalTo("train"));
        argument(
                !train.isEmpty(),
                "Wanted clips of split train to fit the codec on, found none in the table; its splits are %s",
                clips.select("split").distinct().as(Encoders.STRING()).collectAsList());
        try (var progress = new Progress(screen, "Fit the codec", 2)) {
            var fitted = fitOn(train);
            progress.add(1);
            var codec = config.open(fitted.bases(), new ModelStore(Storage.of(spark)));
            var card = measured(codec, fitted, clips);
            progress.add(1);
            return new Fitted(codec, card);
        }
    }

    private PcaCodecFit.Fitted fitOn(Dataset<Row> train) {
        spark.sparkContext().setJobDescription("Fit the codec");
        var parts = new PcaCodecFit(config, fit.patchesPerClip(), fit.seed());
        return parts.isNeeded()
                ? parts.fit(parts.patches(sample(train, fit.clips()), readable()))
                : new PcaCodecFit.Fitted(Optional.empty(), Optional.empty());
    }

    private CodecCard measured(Codec codec, PcaCodecFit.Fitted fitted, Dataset<Row> clips) {
        spark.sparkContext().setJobDescription("Measure the codec");
        var validation = clips.where(col("split").equalTo("validation"));
        var from = validation.isEmpty() ? clips.where(col("split").equalTo("train")) : validation;
        var means = sample(from, MEASURED)
                .flatMap(fidelity(readable(), codec), Encoders.row(FIDELITY))
                .agg(avg("squared_error"), avg("log_mel_l1"), count(lit(1)))
                .head();
        argument(means.getLong(2) > 0, "Wanted clips to measure the codec on, found none that can be read");
        return new CodecCard(
                config,
                fit,
                codec.fingerprint(),
                fitted.video().map(PcaCodecFit.Part::explained),
                fitted.audio().map(PcaCodecFit.Part::explained),
                new Fidelity(means.getDouble(0), 0).psnr(),
                means.getDouble(1),
                (int) means.getLong(2));
    }

    /** Up to {@code most} clips, always the same ones of the same table. */
    private Dataset<Row> sample(Dataset<Row> clips, int most) {
        return clips.orderBy(sha2(col("clip_id"), 256))
                .limit(most)
                .repartition(spark.sparkContext().defaultParallelism());
    }

    /** Opens a clip, or none: what cannot be read here becomes a failure row when its turn to be encoded comes. */
    private FlatMapFunction<Row, Clip> readable() {
        var storage = Storage.of(spark);
        var reader = new ClipReader(config.decode());
        return row -> {
            var clip = ClipRow.from(row);
            try {
                return List.of(reader.clip(clip, storage.read(clip.uri()))).iterator();
            } catch (Exception e) {
                return List.<Clip>of().iterator();
            }
        };
    }

    private static FlatMapFunction<Row, Row> fidelity(FlatMapFunction<Row, Clip> readable, Codec codec) {
        return row -> {
            Iterator<Clip> clips = readable.call(row);
            if (!clips.hasNext()) {
                return List.<Row>of().iterator();
            }
            var clip = clips.next();
            var fidelity = Fidelity.between(clip, codec.decode(codec.encode(clip), 0));
            return List.of(RowFactory.create(fidelity.squaredError(), fidelity.logMelL1()))
                    .iterator();
        };
    }
}
