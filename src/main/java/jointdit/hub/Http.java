package jointdit.hub;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends requests and follows redirects. Thread-safe.
 *
 * @param client follows nothing by itself
 * @param token goes to the hub alone, whatever it redirects to
 * @param timeout longest silence
 */
record Http(HttpClient client, Optional<Token> token, Duration timeout) {
    private static final int MOST_HOPS = 10;
    private static final int NOT_IMPLEMENTED = 501;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    static Http of(Optional<Token> token, Duration timeout) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // so that files in parallel have a connection each
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
        return new Http(client, token, timeout);
    }

    /**
     * The answer to a GET, 2xx or 4xx, with its body to be read and closed.
     *
     * @throws Unreachable if there is no connection
     * @throws Busy if the answer is 429 or 5xx
     */
    Reply get(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        return follow("GET", uri, headers);
    }

    /** What a server says of a file; a redirect that says it all is not followed. */
    Reply head(URI uri) throws IOException, InterruptedException {
        try (var reply = follow("HEAD", uri, Map.of())) {
            return reply;
        }
    }

    private Reply follow(String method, URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        var hops = new ArrayList<HttpResponse<InputStream>>();
        for (var at = uri; hops.size() < MOST_HOPS; ) {
            var response = send(method, at, headers);
            hops.add(response);
            var told = method.equals("HEAD")
                    && response.headers().firstValue("X-Linked-Etag").isPresent();
            if (told || !REDIRECTS.contains(response.statusCode())) {
                return checked(at, new Reply(hops));
            }
            response.body().close();
            at = next(at, response);
        }
        throw new IOException("%s redirects more than %d times".formatted(uri.getHost(), MOST_HOPS));
    }

    private HttpResponse<InputStream> send(String method, URI uri, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .timeout(timeout)
                .header("User-Agent", "jointdit")
                .header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        token.flatMap(it -> it.authorization(uri)).ifPresent(value -> request.header("Authorization", value));
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new Unreachable(uri.getHost(), e);
        }
    }

    private static Reply checked(URI uri, Reply reply) throws IOException {
        if (reply.status() == 429 || (reply.status() >= 500 && reply.status() != NOT_IMPLEMENTED)) {
            reply.close();
            throw Busy.of(uri.getHost(), reply);
        }
        return reply;
    }

    private static URI next(URI from, HttpResponse<InputStream> redirect) throws IOException {
        try {
            var to = from.resolve(redirect.headers().firstValue("Location").orElseThrow());
            var scheme = String.valueOf(to.getScheme()).toLowerCase(ROOT);
            if (to.getHost() != null && (scheme.equals("https") || scheme.equals(from.getScheme()))) {
                return to;
            }
        } catch (RuntimeException e) { // no or no such address; it may hold a signature and is not shown
            throw new IOException("%s redirects to no address".formatted(from.getHost()));
        }
        throw new IOException("%s redirects to an address that is not https".formatted(from.getHost()));
    }
}
