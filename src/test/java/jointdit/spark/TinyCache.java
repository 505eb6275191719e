package jointdit.spark;

import java.util.ArrayList;
import java.util.Locale;
import jointdit.codec.Latents;
import jointdit.joint.TinyModel;
import jointdit.tensor.Noise;
import jointdit.tensor.Shape;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A finished latent cache of random clips of {@link TinyModel}'s shape, for tests. */
public final class TinyCache {
    private TinyCache() {}

    public static LatentCache write(SparkSession spark, String uri, int clips, int held) {
        return write(spark, uri, clips, held, new byte[0]);
    }

    /** With the same first frame for all. */
    public static LatentCache write(SparkSession spark, String uri, int clips, int held, byte[] picture) {
        var cache = new LatentCache(spark, uri);
        var rows = new ArrayList<Row>();
        for (var i = 0; i < clips; i++) {
            rows.add(row(i, i < held ? "validation" : "train", picture).toRow());
        }
        cache.make();
        cache.begin();
        cache.append(spark.createDataFrame(rows, LatentRow.SCHEMA).repartition(3));
        cache.finish("codec");
        return cache;
    }

    private static LatentRow row(int index, String split, byte[] picture) {
        var shape = TinyModel.shape();
        var latents = new Latents(
                Noise.normal(Shape.of(shape.videoSize()), index).floats(),
                new int[] {shape.frames(), shape.videoChannels(), shape.height(), shape.width()},
                Noise.normal(Shape.of(shape.audioSize()), index + 1000).floats(),
                new int[] {shape.audioChannels(), shape.audioFrames(), shape.audioBins()});
        return new LatentRow(
                String.format(Locale.ROOT, "clip%02d", index),
                split,
                "a red ball",
                "r" + index,
                "f" + index,
                latents,
                picture,
                new float[0],
                new float[0],
                shape.framesPerSecond(),
                16_000,
                "u" + index,
                "s" + index);
    }
}
