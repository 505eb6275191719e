package jointdit.spark;

import static jointdit.config.Check.argument;
import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import jointdit.codec.AudioCodecConfig;
import jointdit.codec.CodecConfig;
import jointdit.codec.PcaBases;
import jointdit.codec.PcaBasis;
import jointdit.codec.PicturePatches;
import jointdit.codec.SoundPatches;
import jointdit.codec.VideoCodecConfig;
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
 * Fits the {@code pca} parts of a codec with MLlib's PCA, on patches drawn at random from each clip.
 *
 * @param config the codec wanted
 * @param patchesPerClip patches drawn from the pictures, and again from the spectrogram, of each clip, at least 1
 * @param seed of the draw
 */
public record PcaCodecFit(CodecConfig config, int patchesPerClip, long seed) implements Serializable {
    private static final StructType PATCHES =
            new StructType().add("kind", DataTypes.StringType, false).add("patch", SQLDataTypes.VectorType(), false);

    private static final String VIDEO = "video";
    private static final String AUDIO = "audio";

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
            return new Fitted(
                    video().map(pca -> part(patches, VIDEO, pca.channels(), pca.whitening())),
                    audio().map(pca -> part(patches, AUDIO, pca.channels(), pca.whitening())));
        } finally {
            patches.unpersist();
        }
    }

    /**
     * The fitted parts; empty for a part of another kind.
     *
     * @param video basis of picture patches
     * @param audio basis of log-mel patches
     */
    public record Fitted(Optional<Part> video, Optional<Part> audio) {
        public PcaBases bases() {
            return new PcaBases(video.map(Part::basis), audio.map(Part::basis));
        }
    }

    /**
     * A basis.
     *
     * @param basis the basis
     * @param explained share of the patches' variance that its channels hold, in [0, 1]
     */
    public record Part(PcaBasis basis, double explained) {}

    /** Whether a part of the codec is fitted. */
    boolean isNeeded() {
        return video().isPresent() || audio().isPresent();
    }

    private Optional<VideoCodecConfig.Pca> video() {
        return Optional.of(config.video())
                .filter(VideoCodecConfig.Pca.class::isInstance)
                .map(VideoCodecConfig.Pca.class::cast);
    }

    private Optional<AudioCodecConfig.Pca> audio() {
        return Optional.of(config.audio())
                .filter(AudioCodecConfig.Pca.class::isInstance)
                .map(AudioCodecConfig.Pca.class::cast);
    }

    private List<Row> draw(Clip clip) {
        config.check(clip);
        var random = new SplittableRandom(seed);
        var frames = clip.video().frames();
        var perFrame = (patchesPerClip + frames.size() - 1) / frames.size();
        var rows = new ArrayList<Row>();
        video().map(pca -> new PicturePatches(config.width(), config.height(), pca.patch()))
                .ifPresent(patches ->
                        frames.forEach(frame -> rows.addAll(draw(VIDEO, patches.of(frame), perFrame, random))));
        audio().ifPresent(pca ->
                rows.addAll(draw(AUDIO, new SoundPatches(pca.patch()).of(config.sound(clip)), patchesPerClip, random)));
        return rows;
    }

    private List<Row> draw(String kind, float[] patches, int wanted, SplittableRandom random) {
        var width = kind.equals(VIDEO)
                ? video().map(pca -> 3 * pca.patch() * pca.patch()).orElseThrow()
                : audio().map(pca -> pca.patch() * pca.patch()).orElseThrow();
        var rows = new ArrayList<Row>();
        for (var i = 0; i < wanted; i++) {
            var start = random.nextInt(patches.length / width) * width;
            var patch = new double[width];
            Arrays.setAll(patch, d -> patches[start + d]);
            rows.add(RowFactory.create(kind, Vectors.dense(patch)));
        }
        return rows;
    }

    private static Part part(Dataset<Row> drawn, String kind, int channels, double whitening) {
        var patches = drawn.where(col("kind").equalTo(kind));
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
        var basis = new PcaBasis(
                floats(mean.toArray()), signed(pca.pc().toArray(), mean.size()), scale(std.toArray(), whitening));
        return new Part(basis, Arrays.stream(pca.explainedVariance().toArray()).sum());
    }

    /** {@code std^whitening}, times what gives the channels variance 1 on average. */
    private static float[] scale(double[] std, double whitening) {
        argument(std[0] > 0, "Wanted patches that differ, found all of the sample equal");
        var scale = new double[std.length];
        Arrays.setAll(scale, c -> Math.pow(Math.max(std[c], FLOOR * std[0]), whitening));
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
