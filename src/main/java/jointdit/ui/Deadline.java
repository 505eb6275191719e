package jointdit.ui;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Closes the connection of a client that takes too long to send its request, whether that is wanted or not.
 *
 * @param next what serves requests
 * @param patience how long they may take to arrive
 */
record Deadline(HttpHandler next, Duration patience) implements HttpHandler {
    private static final AttachmentKey<XnioExecutor.Key> KEY = AttachmentKey.create(XnioExecutor.Key.class);

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var connection = exchange.getConnection();
        var key = exchange.getIoThread()
                .executeAfter(() -> IoUtils.safeClose(connection), patience.toMillis(), TimeUnit.MILLISECONDS);
        exchange.putAttachment(KEY, key);
        exchange.addExchangeCompleteListener((done, others) -> {
            met(done);
            others.proceed();
        });
        next.handleRequest(exchange);
    }

    /** The request is there. */
    static void met(HttpServerExchange exchange) {
        exchange.getAttachment(KEY).remove();
    }
}
