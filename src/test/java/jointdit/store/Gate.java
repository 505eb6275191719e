package jointdit.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/**
 * Stands before a server of HTTP and hands on what comes; of the requests it answers some with 503, and cuts the line
 * of others. A connection carries one request at a time.
 */
public final class Gate implements AutoCloseable {
    /** What a rule makes of the n-th request. */
    public static final int PASS = 0;

    public static final int REFUSE = 1;
    public static final int CUT = 2;

    private static final byte[] SLOW_DOWN = """
            HTTP/1.1 503 Slow Down\r
            Content-Type: application/xml\r
            Content-Length: 60\r
            Connection: close\r
            \r
            <Error><Code>SlowDown</Code><Message>busy</Message></Error>\n""".getBytes(US_ASCII);

    private final ServerSocket door;
    private final InetSocketAddress behind;
    private final IntUnaryOperator rule;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger disturbed = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(Gate::thread);

    /** @param rule gives {@link #PASS}, {@link #REFUSE} or {@link #CUT} for the number of a request, from 1 */
    public Gate(InetSocketAddress behind, IntUnaryOperator rule) {
        this.behind = behind;
        this.rule = rule;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "gate");
        thread.setDaemon(true);
        return thread;
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), door.getLocalPort());
    }

    /** Requests so far. */
    public int requests() {
        return requests.get();
    }

    /** Requests so far that did not pass. */
    public int disturbed() {
        return disturbed.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var server = new Socket()) {
            open.add(client);
            server.connect(behind, 1000);
            threads.execute(() -> answers(server, client));
            handOn(client, server);
        } catch (IOException e) {
            // the client sees a cut line, as is meant
        } finally {
            open.remove(client);
        }
    }

    private void handOn(Socket client, Socket server) throws IOException {
        var bytes = new byte[1 << 16];
        for (int n = client.getInputStream().read(bytes);
                n > 0;
                n = client.getInputStream().read(bytes)) {
            int verdict = isRequest(bytes, n) ? rule.applyAsInt(requests.incrementAndGet()) : PASS;
            if (verdict != PASS) {
                disturbed.incrementAndGet();
                if (verdict == REFUSE) {
                    client.getOutputStream().write(SLOW_DOWN);
                }
                return;
            }
            server.getOutputStream().write(bytes, 0, n);
        }
    }

    private static boolean isRequest(byte[] bytes, int n) {
        return new String(bytes, 0, Math.min(n, 8), US_ASCII).matches("(?s)(GET|PUT|POST|HEAD|DELETE) .*");
    }

    private static void answers(Socket server, Socket client) {
        try (InputStream in = server.getInputStream()) {
            in.transferTo(client.getOutputStream());
            client.close();
        } catch (IOException e) {
            // the other side is gone
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var client : open) {
            client.close();
        }
        threads.shutdownNow();
    }
}
