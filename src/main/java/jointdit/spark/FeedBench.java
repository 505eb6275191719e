package jointdit.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jointdit.codec.Latents;
import jointdit.joint.LatentShape;
import jointdit.tensor.Noise;
import jointdit.tensor.Shape;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Speed of reading a latents table, as training does it and as Spark does. */
public final class FeedBench {
    private final SparkSession spark;
    private final LatentCache cache;
    private final LatentShape shape;
    private final int clips;

    /** Writes a table of {@code clips} clips of noise of {@code shape} to {@code uri}. */
    public FeedBench(SparkSession spark, String uri, LatentShape shape, int clips) {
        this.spark = spark;
        this.cache = new LatentCache(spark, uri);
        this.shape = shape;
        this.clips = clips;
        var rows = new ArrayList<Row>();
        IntStream.range(0, clips).forEach(i -> rows.add(row(i).toRow()));
        cache.make();
        cache.begin();
        cache.append(spark.createDataFrame(rows, LatentRow.SCHEMA).coalesce(1));
        cache.finish("bench");
    }

    private LatentRow row(int index) {
        var video = Noise.normal(Shape.of(shape.videoSize()), index).floats();
        var audio = Noise.normal(Shape.of(shape.audioSize()), -index).floats();
        var latents = new Latents(
                video,
                new int[] {shape.frames(), shape.videoChannels(), shape.height(), shape.width()},
                audio,
                new int[] {shape.audioChannels(), shape.audioFrames(), shape.audioBins()});
        var none = new float[0];
        var id = Integer.toString(index);
        return new LatentRow(
                id,
                "train",
                "noise",
                id,
                id,
                latents,
                new byte[0],
                none,
                none,
                shape.framesPerSecond(),
                16_000,
                id,
                id);
    }

    /** Megabytes of float16 latents in the table. */
    public double megabytes() {
        return 2e-6 * clips * (shape.videoSize() + shape.audioSize());
    }

    /** Reads every clip once through the feed of training. */
    public void feed() {
        var source = new LatentFeed.Source(List.of(cache.latents().inputFiles()), shape, new TextHasher(64), 64, 1);
        var feed = new LatentFeed(source, Storage.of(spark).configuration(), Place.ALONE);
        for (var i = 0; i < clips; i++) {
            feed.next(1); // not all at once: that would hold the table
        }
    }

    /** Reads every clip once through Spark's own reader. */
    public void dataFrame() {
        ForeachPartitionFunction<Row> read = rows -> rows.forEachRemaining(LatentRow::from);
        cache.latents().foreachPartition(read);
    }
}
