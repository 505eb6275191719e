package jointdit.reduce;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Somebody who has connected to this rank: the previous rank, or a stranger. */
final class Guest {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Greeting greeting;
    private final SocketChannel channel;
    private final byte[] nonce = Token.nonce();
    private final ByteBuffer hello = ByteBuffer.allocate(Greeting.HELLO);
    private final long start = System.nanoTime();

    Guest(Greeting greeting, SocketChannel channel) {
        this.greeting = greeting;
        this.channel = channel;
    }

    SocketChannel channel() {
        return channel;
    }

    void challenge() throws IOException {
        Formation.sendAll(channel, greeting.challenge(nonce));
    }

    /** Reads what has come; true once it is known to be the previous rank. */
    boolean admitted() throws IOException {
        if (channel.read(hello) < 0) {
            throw new EOFException("it left without a word");
        }
        if (hello.hasRemaining()) {
            return false;
        }
        greeting.verify(hello.array(), nonce);
        Formation.sendAll(channel, greeting.welcome(hello.array()));
        return true;
    }

    /** Throws if it has been silent for too long. */
    void checkTime() throws IOException {
        if (System.nanoTime() - start > LONGEST.toNanos()) {
            throw new SocketTimeoutException("it said nothing for " + LONGEST.toSeconds() + " s");
        }
    }
}
