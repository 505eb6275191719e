package jointdit.ui;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import io.undertow.util.PathTemplateMatch;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.xnio.IoUtils;

/** Tells clients of a run at each change, until it is over. */
final class Events implements HttpHandler {
    private static final int MOST = 100;
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

    private final Board board;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    Events(Board board) {
        this.board = board;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        Deadline.met(exchange);
        var id = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY)
                .getParameters()
                .get("id");
        if (board.view(id).isEmpty()) {
            Reply.send(exchange, Answer.of(ApiProblem.absent("a run of this id")));
        } else if (listeners.size() >= MOST) {
            Reply.send(
                    exchange,
                    Answer.of(ApiProblem.of(
                            503,
                            "Wanted at most %d clients that listen, found as many; ask again later".formatted(MOST))));
        } else {
            new ServerSentEventHandler((connection, last) -> listen(connection, id)).handleRequest(exchange);
        }
    }

    private void listen(ServerSentEventConnection connection, String id) {
        var listener = new Listener(connection, id);
        listeners.add(listener);
        connection.setKeepAliveTime(SIGN_OF_LIFE.toMillis());
        connection.addCloseTask(closed -> {
            listeners.remove(listener);
            board.forget(listener);
        });
        board.listen(listener);
        listener.run();
    }

    /** A client that hears of a run. */
    private final class Listener implements Runnable {
        private final ServerSentEventConnection connection;
        private final String id;
        private String told = "";

        Listener(ServerSentEventConnection connection, String id) {
            this.connection = connection;
            this.id = id;
        }

        @Override
        public synchronized void run() {
            var view = board.view(id);
            if (view.isEmpty()) {
                IoUtils.safeClose(connection);
                return;
            }
            var text = Answer.text(RunJson.of(view.get()));
            if (!text.equals(told) && connection.isOpen()) {
                told = text;
                connection.send(text, view.get().run().state().isOver() ? new Last() : null);
            }
        }
    }

    /** Ends a stream behind its last event. */
    private static final class Last implements ServerSentEventConnection.EventCallback {
        @Override
        public void done(ServerSentEventConnection connection, String data, String event, String id) {
            connection.shutdown();
        }

        @Override
        public void failed(ServerSentEventConnection connection, String data, String event, String id, IOException e) {
            IoUtils.safeClose(connection);
        }
    }
}
