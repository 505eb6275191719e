package jointdit.reduce;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** The way of this rank to the next one: connects, answers its challenge and waits for its welcome. */
final class Caller {
    private enum State {
        CONNECTING,
        CHALLENGED,
        ANSWERED,
        IN
    }

    private final Seat seat;
    private final Greeting greeting;
    private final Selector selector;
    private SocketChannel channel;
    private State state = State.CONNECTING;
    private ByteBuffer message = ByteBuffer.allocate(Greeting.CHALLENGE);
    private byte[] hello = new byte[0];

    Caller(Seat seat, Selector selector) throws IOException {
        this.seat = seat;
        this.greeting = new Greeting(seat);
        this.selector = selector;
        this.channel = connect();
    }

    private SocketChannel connect() throws IOException {
        var address = seat.address(seat.next());
        if (address.isUnresolved()) {
            throw new UnknownHostException("The host of " + seat.name(seat.next()) + " has no address here");
        }
        var fresh = SocketChannel.open();
        fresh.configureBlocking(false);
        fresh.register(selector, SelectionKey.OP_CONNECT, this);
        fresh.connect(address);
        return fresh;
    }

    SocketChannel channel() {
        return channel;
    }

    boolean isIn() {
        return state == State.IN;
    }

    /** Goes on as far as it can; a door that is not open yet is tried again. */
    void advance() throws IOException {
        if (state == State.CONNECTING) {
            finishConnect();
        } else if (state != State.IN) {
            read();
        }
    }

    private void finishConnect() throws IOException {
        try {
            if (channel.finishConnect()) {
                channel.keyFor(selector).interestOps(SelectionKey.OP_READ);
                state = State.CHALLENGED;
            }
        } catch (ConnectException e) {
            channel.close();
            pause();
            channel = connect();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Watch.POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws IOException {
        if (channel.read(message) < 0) {
            throw new EOFException("it closed the door; its log says why, tokens and runs may differ");
        }
        if (message.hasRemaining()) {
            return;
        }
        message.flip();
        if (state == State.CHALLENGED) {
            hello = greeting.hello(message);
            Formation.sendAll(channel, hello);
            message = ByteBuffer.allocate(Greeting.WELCOME);
            state = State.ANSWERED;
        } else {
            greeting.verifyWelcome(message.array(), hello);
            channel.keyFor(selector).cancel();
            state = State.IN;
        }
    }
}
