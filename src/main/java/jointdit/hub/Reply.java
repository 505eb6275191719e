package jointdit.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/**
 * What came back to a request.
 *
 * @param hops the redirects followed and, last, the answer; only its body is open
 */
record Reply(List<HttpResponse<InputStream>> hops) implements AutoCloseable {
    Reply {
        hops = List.copyOf(hops);
    }

    int status() {
        return last().statusCode();
    }

    InputStream body() {
        return last().body();
    }

    /** A header of the answer. */
    Optional<String> header(String name) {
        return last().headers().firstValue(name);
    }

    /** A header of the first hop that has it: what the hub says of a file that lies elsewhere. */
    Optional<String> firstHeader(String name) {
        return hops.stream()
                .flatMap(hop -> hop.headers().firstValue(name).stream())
                .findFirst();
    }

    /** Bytes of the whole file, as far as the answer says so. */
    Optional<Long> wholeLength() {
        var text = status() == 206
                ? header("Content-Range").map(range -> range.substring(range.lastIndexOf('/') + 1))
                : header("Content-Length");
        return text.filter(digits -> digits.matches("\\d{1,18}")).map(Long::valueOf);
    }

    /** Identity of the file at the hub, without the marks of a weak one; empty if none is told. */
    String etag() {
        var told = firstHeader("X-Linked-Etag").or(() -> header("ETag")).orElse("");
        return told.replaceFirst("^W/", "").replace("\"", "");
    }

    @Override
    public void close() throws IOException {
        body().close();
    }

    private HttpResponse<InputStream> last() {
        return hops.get(hops.size() - 1);
    }
}
