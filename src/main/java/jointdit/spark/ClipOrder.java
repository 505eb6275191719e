package jointdit.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import jointdit.tensor.Noise;

/**
 * The order in which all replicas together see the clips of a table, without reading them: epoch after epoch, row
 * groups in shuffled order, and the next clip drawn from a bounded buffer of them. It depends on the seed and on the
 * row groups alone.
 */
final class ClipOrder {
    private final int[] rows;
    private final int size;
    private final long seed;
    private final Deque<Integer> ahead = new ArrayDeque<>();
    private final List<Ref> buffer = new ArrayList<>();
    private Random order = new Random();
    private int epoch;

    /**
     * A clip.
     *
     * @param group number of its row group
     * @param row number in it
     */
    record Ref(int group, int row) {}

    /**
     * Begins with the first epoch.
     *
     * @param rows of each row group
     * @param size clips among which the next is drawn
     */
    ClipOrder(int[] rows, int size, long seed) {
        this.rows = rows.clone();
        this.size = size;
        this.seed = seed;
    }

    /** Clips of an epoch. */
    long clips() {
        return Arrays.stream(rows).asLongStream().sum();
    }

    /** The next clip. */
    Ref next() {
        if (buffer.isEmpty() && ahead.isEmpty()) {
            startEpoch();
        }
        while (buffer.size() < size && !ahead.isEmpty()) {
            int group = ahead.remove();
            IntStream.range(0, rows[group]).forEach(row -> buffer.add(new Ref(group, row)));
        }
        Collections.swap(buffer, order.nextInt(buffer.size()), buffer.size() - 1);
        return buffer.remove(buffer.size() - 1);
    }

    /** Passes over whole epochs, at the start. */
    void skipEpochs(int count) {
        epoch = count;
    }

    private void startEpoch() {
        order = new Random(Noise.seed(seed, epoch++));
        var shuffled = new ArrayList<>(IntStream.range(0, rows.length).boxed().toList());
        Collections.shuffle(shuffled, order);
        ahead.addAll(shuffled);
    }
}
