package jointdit.ui;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request of the API: its body is taken in without holding a thread, within limits.
 *
 * @param work gives the answer, on a thread that may wait
 * @param mostBytes of the body
 */
record Endpoint(Function<Call, Answer> work, long mostBytes) implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
    private static final AttachmentKey<PathTemplateMatch> PATH = PathTemplateMatch.ATTACHMENT_KEY;

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)) {
            refuse(exchange, ApiProblem.of(411, "Wanted a body with Content-Length, found none; send it in one piece"));
        } else if (exchange.getRequestContentLength() > mostBytes) {
            refuse(exchange, ApiProblem.of(413, "Wanted at most %d bytes, found more; send less".formatted(mostBytes)));
        } else {
            exchange.getRequestReceiver().receiveFullBytes((received, body) -> {
                Deadline.met(received);
                received.dispatch(() -> serve(received, body));
            });
        }
    }

    /** What is not read on the way goes lost, within {@link Deadline}. */
    private static void refuse(HttpServerExchange exchange, ApiProblem problem) {
        exchange.setPersistent(false);
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
