package jointdit.reduce;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forms a ring: calls the next rank and lets the previous one in, both at once, and turns strangers away. */
final class Formation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Formation.class);

    private final Seat seat;
    private final ServerSocketChannel door;
    private final Selector selector;
    private final Caller caller;
    private final List<Guest> guests = new ArrayList<>();
    private Optional<SocketChannel> previous = Optional.empty();

    Formation(Seat seat, ServerSocketChannel door) throws IOException {
        this.seat = seat;
        this.door = door;
        selector = Selector.open();
        door.configureBlocking(false);
        door.register(selector, SelectionKey.OP_ACCEPT);
        caller = new Caller(seat, selector);
    }

    /** Writes a short message to a connection that has carried little so far. */
    static void sendAll(SocketChannel channel, byte[] message) throws IOException {
        if (channel.write(ByteBuffer.wrap(message)) < message.length) {
            throw new IOException("The connection does not take " + message.length + " bytes");
        }
    }

    /**
     * Waits until both neighbours are there.
     *
     * @throws RingException if they are not in time, or the next rank is not who it should be
     */
    Neighbours form() throws IOException {
        var watch = new Watch(seat, seat.patience(), this::wanted);
        while (!caller.isIn() || previous.isEmpty()) {
            watch.check();
            selector.select(Watch.POLL);
            for (var key : selector.selectedKeys()) {
                serve(key, watch);
            }
            selector.selectedKeys().clear();
            guests.removeIf(this::isLate);
        }
        guests.forEach(guest -> refuse(guest, "the ring is complete"));
        return new Neighbours(previous.get(), caller.channel());
    }

    private String wanted() {
        return "to form the ring" + (caller.isIn() ? "" : " with " + seat.name(seat.next()))
                + (previous.isPresent() ? "" : " and to hear from " + seat.name(seat.previous()));
    }

    private void serve(SelectionKey key, Watch watch) throws IOException {
        if (key.attachment() instanceof Guest guest) {
            hear(guest);
        } else if (key.isValid() && key.isAcceptable()) {
            accept();
        } else if (key.attachment() instanceof Caller) {
            try {
                caller.advance();
            } catch (IOException e) {
                throw watch.failed(e.getMessage(), e);
            }
        }
    }

    private void accept() throws IOException {
        var channel = door.accept();
        if (channel != null) {
            var guest = new Guest(new Greeting(seat), channel);
            try {
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, guest);
                guest.challenge();
                guests.add(guest);
            } catch (IOException e) {
                refuse(guest, e.getMessage());
            }
        }
    }

    private void hear(Guest guest) {
        try {
            if (guest.admitted()) {
                guest.channel().keyFor(selector).cancel();
                guests.remove(guest);
                previous.ifPresent(old -> close(old)); // the previous rank has come again
                previous = Optional.of(guest.channel());
            }
        } catch (IOException e) {
            guests.remove(guest);
            refuse(guest, e.getMessage());
        }
    }

    private boolean isLate(Guest guest) {
        try {
            guest.checkTime();
            return false;
        } catch (IOException e) {
            refuse(guest, e.getMessage());
            return true;
        }
    }

    private void refuse(Guest guest, String reason) {
        LOG.warn(
                "{} refused a connection from {}: {}",
                seat.self(),
                guest.channel().socket().getRemoteSocketAddress(),
                reason);
        close(guest.channel());
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("Closing {} failed", channel, e);
        }
    }

    /** Leaves the connections to those that use them. */
    @Override
    public void close() throws IOException {
        selector.close();
        if (!caller.isIn() || previous.isEmpty()) {
            caller.channel().close();
            previous.ifPresent(Formation::close);
            guests.forEach(guest -> close(guest.channel()));
        }
    }
}
