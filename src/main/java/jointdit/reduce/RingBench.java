package jointdit.reduce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A ring of two ranks on this machine beside a bare connection, to compare their speeds. */
public final class RingBench implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<float[]> values;
    private final List<Ring> ring;
    private final SocketChannel from;
    private final SocketChannel to;

    /** Vectors of {@code size} values on each rank. */
    public RingBench(int size) {
        values = List.of(new float[size], new float[size]);
        try (var first = Door.open(HOST);
                var second = Door.open(HOST);
                var door = ServerSocketChannel.open()) {
            var addresses = List.of(first.address(HOST), second.address(HOST));
            var token = Token.random();
            ring = both(() -> first.join(seat(0, addresses, token)), () -> second.join(seat(1, addresses, token)));
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            from = SocketChannel.open(door.getLocalAddress());
            to = door.accept();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot connect on this machine", e);
        }
    }

    private static Seat seat(int rank, List<String> addresses, Token token) {
        return new Seat(rank, addresses, "bench", token, new Patience(Duration.ofMinutes(1), () -> false));
    }

    /**
     * Takes the mean of both vectors, on both ranks.
     *
     * @return CPU time of both ranks, in seconds
     */
    public double mean() {
        return timed(() -> ring.get(0).mean(values.get(0)), () -> ring.get(1).mean(values.get(1)));
    }

    /**
     * Sends as many bytes as a vector has one way over a bare connection.
     *
     * @return CPU time of both ends, in seconds
     */
    public double copy() {
        return timed(() -> pass(from::write), () -> pass(to::read));
    }

    private void pass(Channel channel) throws IOException {
        var buffer = ByteBuffer.allocateDirect(Links.CHUNK);
        for (var left = (long) Float.BYTES * values.get(0).length; left > 0; ) {
            left -= channel.pass(buffer.clear().limit((int) Math.min(left, Links.CHUNK)));
        }
    }

    private double timed(Work one, Work other) {
        return both(() -> seconds(one), () -> seconds(other)).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static double seconds(Work work) throws IOException {
        var clock = ManagementFactory.getThreadMXBean();
        var start = clock.getCurrentThreadCpuTime();
        work.run();
        return (clock.getCurrentThreadCpuTime() - start) * 1e-9;
    }

    private interface Work {
        void run() throws IOException;
    }

    private interface Channel {
        int pass(ByteBuffer buffer) throws IOException;
    }

    private <T> List<T> both(Callable<T> one, Callable<T> other) {
        var results = Stream.of(one, other).map(threads::submit).toList();
        try {
            return List.of(results.get(0).get(), results.get(1).get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A rank failed", e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        ring.forEach(Ring::close);
        threads.shutdownNow();
        try (from) {
            to.close();
        }
    }
}
