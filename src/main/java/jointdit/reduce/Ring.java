package jointdit.reduce;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * W ranks joined in a ring by TCP. All ranks call the same operations in the same order, one thread a rank; a rank that
 * does something else, dies or hangs is a {@link RingException} on all others, after which the ring is closed. Another
 * thread ends a waiting operation by {@link #close}.
 *
 * @see <a href="https://arxiv.org/abs/1802.05799">Sergeev and Del Balso 2018, figure 4</a>
 */
public final class Ring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ring.class);
    private static final String CLOSED = "the ring closed on this side";
    private static final int MOST_GATHERED = 16 << 20;
    private static final int HEADER = 2 * Long.BYTES + Integer.BYTES;

    private enum Kind {
        MEAN,
        GATHER
    }

    private final Seat seat;
    private final Optional<Links> links;
    private long operations;

    Ring(Seat seat, Optional<Links> links) {
        this.seat = seat;
        this.links = links;
    }

    /** A ring of one rank, whose operations do nothing. */
    public static Ring ofOne() {
        var patience = new Patience(Duration.ofSeconds(1), () -> false);
        return new Ring(new Seat(0, List.of("nowhere:0"), "", Token.random(), patience), Optional.empty());
    }

    /** This rank, from 0. */
    public int rank() {
        return seat.rank();
    }

    /** Ranks in all. */
    public int world() {
        return seat.world();
    }

    /**
     * Overwrites a vector, given in one or more buffers from their positions to their limits, with its mean over all
     * ranks: their sum in float32 divided by W. Value i of part p (values n p / W to n (p + 1) / W) is {@code (((x_p +
     * x_(p+1)) + x_(p+2)) + ...) / W} with ranks modulo W, so results are equal bit for bit on all ranks and from run
     * to run.
     *
     * @throws RingException if a rank has another number of values, is gone or makes no progress
     */
    public void mean(List<FloatBuffer> buffers) {
        var vector = new Vector(buffers);
        var task = "the mean of " + vector.size() + " values";
        links.ifPresent(open -> {
            begin(open, Kind.MEAN, vector.size(), task, seat.patience());
            run(open, new Averaging(vector, rank(), world()), task, seat.patience());
        });
    }

    /** As {@link #mean(List)}, of arrays. */
    public void mean(float[]... arrays) {
        mean(Stream.of(arrays).map(FloatBuffer::wrap).toList());
    }

    /** A few bytes of every rank, by rank. */
    public List<byte[]> gather(byte[] own) {
        return gather(own, seat.patience());
    }

    private List<byte[]> gather(byte[] own, Patience patience) {
        argument(own.length <= MOST_GATHERED, "Wanted at most %d bytes, found %d", MOST_GATHERED, own.length);
        var task = "the small things of all ranks";
        return links.map(open -> {
                    var sizes = begin(open, Kind.GATHER, own.length, task, patience);
                    var blocks = new Blocks(
                            rank(), own, sizes.stream().map(Math::toIntExact).toList());
                    run(open, blocks, task, patience);
                    return blocks.all();
                })
                .orElseGet(() -> List.of(own));
    }

    /** The bytes of rank 0; what the others give is left aside. */
    public byte[] broadcast(byte[] ofFirst) {
        return gather(rank() == 0 ? ofFirst : new byte[0]).get(0);
    }

    /** The least number of all ranks. */
    public long min(long own) {
        return gather(ByteBuffer.allocate(Long.BYTES).putLong(own).array()).stream()
                .map(bytes -> ByteBuffer.wrap(bytes).getLong())
                .min(Long::compare)
                .orElseThrow();
    }

    /** Waits until all ranks have come here, for {@code longest} in the place of the usual timeout. */
    public void meet(Duration longest) {
        gather(new byte[0], seat.patience().with(longest));
    }

    /**
     * Makes sure that all ranks are about to do the same.
     *
     * @return sizes by rank
     */
    private List<Long> begin(Links open, Kind kind, long size, String task, Patience patience) {
        var number = operations++;
        var own = ByteBuffer.allocate(HEADER)
                .putLong(number)
                .putInt(kind.ordinal())
                .putLong(size)
                .array();
        var headers = new Blocks(rank(), own, Collections.nCopies(world(), HEADER));
        run(open, headers, task, patience);
        var all = headers.all().stream().map(ByteBuffer::wrap).toList();
        for (var other = 0; other < all.size(); other++) {
            check(open, other, all.get(other), ByteBuffer.wrap(own));
        }
        return all.stream().map(header -> header.getLong(HEADER - Long.BYTES)).toList();
    }

    private void check(Links open, int other, ByteBuffer found, ByteBuffer own) {
        var kind = Kind.values()[own.getInt(Long.BYTES)];
        var common = kind == Kind.MEAN ? HEADER : HEADER - Long.BYTES;
        if (!found.slice(0, common).equals(own.slice(0, common))) {
            close(open);
            throw new RingException(String.format(
                    "%s wanted operation %d, %s of %d, from %s, found operation %d of %d; all ranks must do the same",
                    seat.self(),
                    own.getLong(0),
                    kind,
                    own.getLong(HEADER - Long.BYTES),
                    seat.name(other),
                    found.getLong(0),
                    found.getLong(HEADER - Long.BYTES)));
        }
    }

    private void run(Links open, Transfer transfer, String task, Patience patience) {
        var watch = new Watch(
                seat,
                patience,
                () -> task + " from " + seat.name(seat.previous()) + " and to " + seat.name(seat.next()));
        try {
            open.run(transfer, watch);
        } catch (IOException e) {
            close(open);
            throw watch.failed(e instanceof ClosedChannelException ? CLOSED : e.getMessage(), e);
        } catch (CancelledKeyException | ClosedSelectorException e) {
            throw watch.failed(CLOSED, e);
        } catch (RingException e) {
            close(open);
            throw e;
        }
    }

    private static void close(Links open) {
        try {
            open.close();
        } catch (IOException e) {
            LOG.debug("Closing a ring failed", e);
        }
    }

    /** Ends the connections; the other ranks notice when they next want something from this one. */
    @Override
    public void close() {
        links.ifPresent(Ring::close);
    }
}
