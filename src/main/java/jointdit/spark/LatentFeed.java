package jointdit.spark;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jointdit.joint.LatentShape;
import jointdit.train.Example;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;

/**
 * A replica's share of the clips of the latents table, in the order of {@link ClipOrder}. Files are read directly, row
 * group by row group; rows wait as they were stored and become clips when their turn comes, so memory is that of the
 * shuffle buffer and a row group, however long the table.
 */
final class LatentFeed {
    /**
     * What is read.
     *
     * @param files Parquet files of {@link LatentRow}
     * @param shape every clip must have it
     * @param text hashes captions
     * @param buffer clips among which the next is drawn
     * @param seed of the order
     * @param towers what they take of their own
     */
    record Source(
            List<String> files, LatentShape shape, TextHasher text, int buffer, long seed, TowerConditions towers) {
        /** For towers that take nothing of their own. */
        Source(List<String> files, LatentShape shape, TextHasher text, int buffer, long seed) {
            this(files, shape, text, buffer, seed, TowerConditions.NOTHING);
        }
    }

    private final Place place;
    private final ExampleReader examples;
    private final RowGroups groups;
    private final int[] sizes;
    private final ClipOrder order;
    private final Map<Integer, Open> open = new HashMap<>();

    /** A row group of which clips have been drawn, and not all. */
    private final class Open {
        private final int number;
        private final BitSet passed = new BitSet();
        private Group[] rows = {};

        Open(int number) {
            this.number = number;
        }

        Group take(int row) {
            if (rows.length == 0) {
                rows = groups.read(number, passed);
            }
            var taken = rows[row];
            pass(row);
            return taken;
        }

        void pass(int row) {
            passed.set(row);
            if (rows.length > 0) {
                rows[row] = null;
            }
            if (passed.cardinality() == sizes[number]) {
                open.remove(number);
            }
        }

        int held() {
            return rows.length == 0 ? 0 : rows.length - passed.cardinality();
        }
    }

    /** The share of the replica at {@code place}. */
    LatentFeed(Source source, Configuration configuration, Place place) {
        this.place = place;
        examples = new ExampleReader(source);
        groups = new RowGroups(source.files(), configuration, examples::columns);
        sizes = groups.rows();
        order = new ClipOrder(sizes, source.buffer(), source.seed());
        argument(order.clips() > 0, "Wanted clips to learn from, found none in %s", source.files());
    }

    /** Of the next {@code count} clips of all replicas those of this one; epochs follow each other without end. */
    List<Example> next(int count) {
        var share = new ArrayList<Example>();
        for (var i = 0; i < count; i++) {
            var clip = order.next();
            var group = open.computeIfAbsent(clip.group(), Open::new);
            if (i % place.world() == place.rank()) {
                share.add(examples.example(group.take(clip.row())));
            } else {
                group.pass(clip.row());
            }
        }
        return share;
    }

    /** Passes over clips at the start of a run, to go on where an earlier one stopped; nothing is read. */
    void skip(long passed) {
        order.skipEpochs(Math.toIntExact(passed / order.clips()));
        for (long i = 0; i < passed % order.clips(); i++) {
            var clip = order.next();
            open.computeIfAbsent(clip.group(), Open::new).pass(clip.row());
        }
    }

    /** Rows in memory. */
    int held() {
        return open.values().stream().mapToInt(Open::held).sum();
    }
}
