package jointdit.ui;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.ByteRange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;

/** Sends answers. */
final class Reply {
    private Reply() {}

    /** Sends an answer, or the part of it that was asked for. */
    static void send(HttpServerExchange exchange, Answer answer) {
        exchange.setStatusCode(answer.status());
        var headers = exchange.getResponseHeaders();
        answer.headers().forEach((name, value) -> headers.put(new HttpString(name), value));
        if (answer.status() == 204) {
            exchange.endExchange();
            return;
        }
        headers.put(Headers.CONTENT_TYPE, answer.type());
        if (answer.status() == 200 && answer.type().startsWith("video/")) {
            headers.put(Headers.ACCEPT_RANGES, "bytes");
            sendPart(exchange, answer.body());
        } else {
            exchange.getResponseSender().send(ByteBuffer.wrap(answer.body()));
        }
    }

    private static void sendPart(HttpServerExchange exchange, byte[] body) {
        var range = ByteRange.parse(exchange.getRequestHeaders().getFirst(Headers.RANGE));
        var part =
                range == null || range.getRanges() != 1 ? null : range.getResponseResult(body.length, null, null, null);
        if (part == null) {
            exchange.getResponseSender().send(ByteBuffer.wrap(body));
            return;
        }
        exchange.setStatusCode(part.getStatusCode());
        exchange.getResponseHeaders().put(Headers.CONTENT_RANGE, part.getContentRange());
        var from = Math.toIntExact(Math.max(0, part.getStart()));
        var length = part.getStatusCode() == 206 ? Math.toIntExact(part.getContentLength()) : 0;
        exchange.getResponseSender().send(ByteBuffer.wrap(body, from, length).slice());
    }
}
