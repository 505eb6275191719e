package jointdit.spark;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import jointdit.codec.CodecConfig;
import jointdit.codec.PcaBasis;
import jointdit.codec.PcaCodec;
import jointdit.codec.PcaPatches;
import jointdit.media.Clip;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Fits the {@code pca} codec with MLlib's PCA, on patches drawn at random from each clip.
 *
 * @param config the codec wanted
 * @param patchesPerClip patches drawn from the pictures, and again from the spectrogram, of each clip, at least 1
 * @param seed of the draw
 */
public record PcaCodecFit(CodecConfig.Pca config, int patchesPerClip, long seed) implements Serializable {
    private static final StructType PATCHES =
            new StructType().add("kind", DataTypes.StringType, false).add("patch", SQLDataTypes.VectorType(), false);

    /** Components weaker than this share of the strongest are whitened as if they had it: they hold rounding noise. */
    private static final double FLOOR = 1e-3;

    public PcaCodecFit {
        argument(patchesPerClip >= 1, "patches-per-clip must be at least 1, found %d", patchesPerClip);
    }

    /**
     * Fits on the clips of {@code sources}.
     *
     * @param clip opens one source, on an executor
     * @throws IllegalArgumentException if a clip does not suit the settings, or the sample has fewer patches than
     *     channels
     */
    public <T> Fitted fit(Dataset<T> sources, MapFunction<T, Clip> clip) {
        return fit(patches(sources, source -> List.of(clip.call(source)).iterator()));
    }

    /** Patches of the clips of {@code sources}, each of which opens into any number of them. */
    <T> Dataset<Row> patches(Dataset<T> sources, FlatMapFunction<T, Clip> clips) {
        FlatMapFunction<T, Row> draw = source -> {
            var rows = new ArrayList<Row>();
            clips.call(source).forEachRemaining(clip -> rows.addAll(draw(clip)));
            return rows.iterator();
        };
        return sources.flatMap(draw, Encoders.row(PATCHES));
    }

    /** Fits on {@link #patches}. */
    Fitted fit(Dataset<Row> drawn) {
        var patches = drawn.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            argument(!patches.isEmpty(), "Wanted clips to fit the codec on, found none that can be read");
            var video = basis(patches.where(col("kind").equalTo("video")), config.channels());
            var audio = basis(patches.where(col("kind").equalTo("audio")), config.audioChannels());
            return new Fitted(new PcaCodec(config, video.basis(), audio.basis()), video.explained(), audio.explained());
        } finally {
            patches.unpersist();
        }
    }

    /**
     * A fitted codec.
     *
     * @param codec the codec
     * @param videoExplained share of the variance of picture patches that its channels hold, in [0, 1]
     * @param audioExplained the same for log-mel patches
     */
    public record Fitted(PcaCodec codec, double videoExplained, double audioExplained) {}

    private record Part(PcaBasis basis, double explained) {}

    private List<Row> draw(Clip clip) {
        var patches = new PcaPatches(config);
        patches.check(clip);
        var random = new SplittableRandom(seed);
        var frames = clip.video().frames();
        var perFrame = (patchesPerClip + frames.size() - 1) / frames.size();
        var rows = new ArrayList<Row>();
        for (var frame : frames) {
            rows.addAll(draw("video", patches.ofPicture(frame), perFrame, random));
        }
        rows.addAll(draw("audio", patches.ofSound(clip), patchesPerClip, random));
        return rows;
    }

    private List<Row> draw(String kind, float[] patches, int wanted, SplittableRandom random) {
        var width =
                kind.equals("video") ? 3 * config.patch() * config.patch() : config.audioPatch() * config.audioPatch();
        var rows = new ArrayList<Row>();
        for (var i = 0; i < wanted; i++) {
            var start = random.nextInt(patches.length / width) * width;
            var patch = new double[width];
            Arrays.setAll(patch, d -> patches[start + d]);
            rows.add(RowFactory.create(kind, Vectors.dense(patch)));
        }
        return rows;
    }

    private Part basis(Dataset<Row> patches, int channels) {
        var mean = (Vector) patches.select(Summarizer.mean(col("patch"))).head().get(0);
        var pca = new PCA()
                .setInputCol("patch")
                .setOutputCol("score")
                .setK(channels)
                .fit(patches);
        var std = (Vector) pca.transform(patches)
                .select(Summarizer.std(col("score")))
                .head()
                .get(0);
        var basis = new PcaBasis(floats(mean.toArray()), signed(pca.pc().toArray(), mean.size()), scale(std.toArray()));
        return new Part(basis, Arrays.stream(pca.explainedVariance().toArray()).sum());
    }

    /** {@code std^whitening}, times what gives the channels variance 1 on average. */
    private float[] scale(double[] std) {
        argument(std[0] > 0, "Wanted patches that differ, found all of the sample equal");
        var scale = new double[std.length];
        Arrays.setAll(scale, c -> Math.pow(Math.max(std[c], FLOOR * std[0]), config.whitening()));
        var variance = IntStream.range(0, std.length)
                .mapToDouble(c -> Math.pow(std[c] / scale[c], 2))
                .average()
                .orElseThrow();
        return floats(Arrays.stream(scale).map(s -> s * Math.sqrt(variance)).toArray());
    }

    /** Components, each with its strongest entry above 0, so that a fit does not depend on the solver's signs. */
    private static float[] signed(double[] components, int width) {
        var signed = new float[components.length];
        for (var from = 0; from < components.length; from += width) {
            var strongest = 0.0;
            for (var d = from; d < from + width; d++) {
                strongest = Math.abs(components[d]) > Math.abs(strongest) ? components[d] : strongest;
            }
            for (var d = from; d < from + width; d++) {
                signed[d] = (float) (Math.signum(strongest) * components[d]);
            }
        }
        return signed;
    }

    private static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (var i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
