package jointdit.reduce;

import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Both connections of a rank at work: writes to the next while reading from the previous, in chunks. */
final class Links implements Closeable {
    /** Bytes that go at once; larger ones leave the cache, smaller ones cost calls. */
    static final int CHUNK = 256 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    private final Neighbours neighbours;
    private final Selector selector;
    private final SelectionKey next;
    private final SelectionKey previous;
    private final ByteBuffer out = buffer();
    private final ByteBuffer in = buffer();
    private boolean nextEnded;

    Links(Neighbours neighbours) throws IOException {
        this.neighbours = neighbours;
        selector = Selector.open();
        next = register(neighbours.next());
        previous = register(neighbours.previous());
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    }

    private SelectionKey register(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        channel.configureBlocking(false);
        return channel.register(selector, 0);
    }

    /** Does a transfer to its end, as long as {@code watch} allows. */
    void run(Transfer transfer, Watch watch) throws IOException {
        out.clear().limit(0);
        in.clear().limit(transfer.wanted(CHUNK));
        while (sending(transfer) || in.hasRemaining()) {
            var sent = send(transfer);
            var received = receive(transfer);
            if (sent || received) {
                watch.progress();
            } else {
                await(transfer);
                watch.check();
            }
        }
    }

    private boolean sending(Transfer transfer) {
        return out.hasRemaining() || transfer.unsent();
    }

    private boolean send(Transfer transfer) throws IOException {
        if (!out.hasRemaining()) {
            out.clear();
            transfer.fill(out);
            out.flip();
        }
        return out.hasRemaining() && write() > 0;
    }

    private int write() throws IOException {
        try {
            return neighbours.next().write(out);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("the end of the connection to the next rank: " + e.getMessage(), e);
        }
    }

    private boolean receive(Transfer transfer) throws IOException {
        if (!in.hasRemaining()) {
            return false;
        }
        var count = read(neighbours.previous(), in);
        if (count < 0) {
            throw new EOFException("the end of the connection from the previous rank");
        }
        if (!in.hasRemaining()) {
            transfer.receive(in.flip());
            in.clear().limit(transfer.wanted(CHUNK));
        }
        return count > 0;
    }

    /** Waits for a connection that can go on; the next rank says nothing, but its end can be heard. */
    private void await(Transfer transfer) throws IOException {
        next.interestOps((out.hasRemaining() ? OP_WRITE : 0) | (nextEnded ? 0 : OP_READ));
        previous.interestOps(in.hasRemaining() ? OP_READ : 0);
        selector.select(Watch.POLL);
        selector.selectedKeys().clear();
        nextEnded = nextEnded || next.isReadable() && read(neighbours.next(), ByteBuffer.allocate(1)) < 0;
        if (nextEnded && sending(transfer)) {
            throw new EOFException("the end of the connection to the next rank");
        }
    }

    /** Bytes that came, or -1 at the end of the connection, in whatever way it ended. */
    private static int read(SocketChannel channel, ByteBuffer to) throws IOException {
        try {
            return channel.read(to);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            LOG.debug("A connection ended", e);
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        try (neighbours) {
            selector.close();
        }
    }
}
