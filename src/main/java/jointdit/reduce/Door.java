package jointdit.reduce;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;

/** Where a rank listens for its neighbour; open before the ranks tell each other their addresses. */
public final class Door implements Closeable {
    private final ServerSocketChannel channel;

    private Door(ServerSocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Listens at a free port of {@code host}, or of all interfaces where the host is known by an address that is not
     * its own, as behind address translation.
     */
    public static Door open(String host) throws IOException {
        var channel = ServerSocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(host, 0));
        } catch (BindException e) {
            channel.bind(new InetSocketAddress(0));
        }
        return new Door(channel);
    }

    /** {@code host:port} for the others, who know this machine as {@code host}. */
    public String address(String host) throws IOException {
        return host + ":" + ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /**
     * Joins the ring: all ranks do so at about the same time.
     *
     * @throws RingException if a neighbour is not there in time
     */
    public Ring join(Seat seat) {
        if (seat.world() == 1) {
            return new Ring(seat, Optional.empty());
        }
        try (var formation = new Formation(seat, channel)) {
            return new Ring(seat, Optional.of(new Links(formation.form())));
        } catch (IOException e) {
            throw new RingException(seat.self() + " cannot form the ring: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
