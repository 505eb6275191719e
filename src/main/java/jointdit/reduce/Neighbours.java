package jointdit.reduce;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Connections of a rank.
 *
 * @param previous from which it reads
 * @param next to which it writes
 */
record Neighbours(SocketChannel previous, SocketChannel next) implements Closeable {
    @Override
    public void close() throws IOException {
        try (previous) {
            next.close();
        }
    }
}
