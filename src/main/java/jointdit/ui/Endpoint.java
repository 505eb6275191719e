package jointdit.ui;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/**
 * One request of the API: its body is taken in without holding a thread, within limits of bytes and time.
 *
 * @param work gives the answer, on a thread that may wait
 * @param mostBytes of the body
 * @param patience how long the body may take
 */
record Endpoint(Function<Call, Answer> work, long mostBytes, Duration patience) implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
    private static final AttachmentKey<PathTemplateMatch> PATH = PathTemplateMatch.ATTACHMENT_KEY;

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (exchange.getRequestContentLength() > mostBytes) {
            tooLarge(exchange);
            return;
        }
        exchange.setMaxEntitySize(mostBytes);
        var deadline = exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()), patience.toMillis(), TimeUnit.MILLISECONDS);
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        (received, body) -> {
                            deadline.remove();
                            received.dispatch(() -> serve(received, body));
                        },
                        (received, problem) -> {
                            deadline.remove();
                            tooLarge(received);
                        });
    }

    /** The rest is not read. */
    private void tooLarge(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        var problem = ApiProblem.of(413, "Wanted at most %d bytes, found more; send less".formatted(mostBytes));
        Reply.send(exchange, Answer.of(problem));
    }

    private void serve(HttpServerExchange exchange, byte[] body) {
        Reply.send(exchange, answer(call(exchange, body)));
    }

    private Answer answer(Call call) {
        try {
            return work.apply(call);
        } catch (ApiProblem problem) {
            return Answer.of(problem);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("Cannot serve a request", e);
            return Answer.of(ApiProblem.of(500, "The server failed at this; its log says more"));
        }
    }

    private static Call call(HttpServerExchange exchange, byte[] body) {
        var match = exchange.getAttachment(PATH);
        var query = exchange.getQueryParameters().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getFirst()));
        var type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        return new Call(match == null ? Map.of() : match.getParameters(), query, type(type), body);
    }

    /** Without its parameters. */
    private static String type(String header) {
        return header == null ? "" : header.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
    }
}
