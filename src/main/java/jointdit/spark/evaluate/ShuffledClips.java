package jointdit.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import jointdit.config.Configs;
import jointdit.evaluate.Measure;
import jointdit.evaluate.sync.SyncFacts;
import jointdit.evaluate.sync.SyncMeasures;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The control of synchrony: pictures with the sounds of other clips of the same group. Clips are dealt into hands of
 * about 50, and each picture gets the sounds of the next few clips of its hand, so that no task sees all clips.
 *
 * @param measures what to measure
 * @param seed of the deal
 */
record ShuffledClips(SyncMeasures measures, long seed) implements Serializable {
    private static final int HAND = 50;
    private static final int SOUNDS = 8;

    private static final StructType SCHEMA = new StructType()
            .add("prompt_id", DataTypes.StringType, false)
            .add("group", DataTypes.StringType, false)
            .add("measures", DataTypes.createArrayType(ScoredClip.MEASURE, false), false);

    /** Rows as {@link ClipSums} takes them, of rows of {@link ScoredClip#SCHEMA}. */
    Dataset<Row> of(Dataset<Row> scored) {
        var clips = scored.where("facts <> ''").select("clip_id", "prompt_id", "group", "facts");
        long hands = 1 + clips.count() / HAND;
        return clips.withColumn("hand", pmod(hash(col("clip_id"), lit(seed)), lit(hands)))
                .groupByKey(
                        (MapFunction<Row, String>) row -> row.getAs("group") + "\n" + row.getAs("hand"),
                        Encoders.STRING())
                .flatMapGroups(shuffled(), Encoders.row(SCHEMA));
    }

    /** A clip's name and what is seen and heard in it. */
    private record Card(String clip, String prompt, String group, SyncFacts facts) {
        static Card of(Row row) {
            return new Card(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    Configs.read(row.getString(3), "facts", SyncFacts.class));
        }
    }

    private FlatMapGroupsFunction<String, Row, Row> shuffled() {
        return (key, rows) -> {
            var hand = hand(rows);
            var found = new ArrayList<Row>();
            for (int i = 0; i < hand.size(); i++) {
                var picture = hand.get(i);
                int at = i;
                var pairs = Stream.iterate(1, k -> k < Math.min(hand.size(), SOUNDS + 1), k -> k + 1)
                        .map(k -> hand.get((at + k) % hand.size()))
                        .filter(sound -> !sound.prompt.equals(picture.prompt))
                        .flatMap(sound -> measures.shuffled(picture.facts, sound.facts).stream())
                        .toList();
                found.add(row(picture, pooled(pairs)));
            }
            return found.iterator();
        };
    }

    /** In an order that has nothing to do with their names. */
    private List<Card> hand(Iterator<Row> rows) {
        var hand = new ArrayList<Card>();
        rows.forEachRemaining(row -> hand.add(Card.of(row)));
        hand.sort(Comparator.comparingLong((Card card) -> mixed(card.clip)).thenComparing(Card::clip));
        return hand;
    }

    private long mixed(String clip) {
        return new java.util.SplittableRandom(seed * 31 + clip.hashCode()).nextLong();
    }

    /** One measure of each metric for a picture, however many sounds it got. */
    private static List<Measure> pooled(List<Measure> pairs) {
        var metrics = pairs.stream().map(Measure::metric).distinct().toList();
        return metrics.stream()
                .map(metric -> pairs.stream()
                        .filter(measure -> measure.metric().equals(metric))
                        .reduce((a, b) ->
                                new Measure(metric, a.numerator() + b.numerator(), a.denominator() + b.denominator()))
                        .orElseThrow())
                .toList();
    }

    private static Row row(Card picture, List<Measure> measures) {
        var rows = measures.stream()
                .map(m -> RowFactory.create(m.metric(), m.numerator(), m.denominator()))
                .toArray(Row[]::new);
        return RowFactory.create(picture.prompt, picture.group, rows);
    }
}
