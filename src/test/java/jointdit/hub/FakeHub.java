package jointdit.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * A hub on loopback that speaks the protocol, and a second server for the large files it redirects to. Each fault of a
 * path spoils one answer.
 */
public final class FakeHub implements AutoCloseable {
    static final String COMMIT = "c0ffee";

    /** What goes wrong. */
    public enum Fault {
        /** Half of the file, then the connection is cut. */
        CUT,
        /** 429, wait 0 seconds. */
        BUSY,
        /** 503. */
        DOWN,
        /** The right length, one wrong byte. */
        WRONG_BYTE,
        /** One byte too much. */
        TOO_LONG,
        /** The whole file, whatever range is asked for. */
        NO_RANGE,
        /** Headers and then nothing. */
        SILENT
    }

    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer hub = server();
    private final HttpServer store = server();
    private UnaryOperator<String> listing = text -> text;
    private boolean sizesListed = true;
    private Optional<String> token = Optional.empty();

    public FakeHub() {
        hub.createContext("/", exchange -> answer(exchange, this::hub));
        store.createContext("/", exchange -> answer(exchange, this::store));
    }

    /** Adds a file; {@code .safetensors} are large and lie on the second server. */
    public FakeHub with(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    public FakeHub with(String path, String text) {
        return with(path, text.getBytes(UTF_8));
    }

    FakeHub fault(String path, Fault... next) {
        faults.computeIfAbsent(path, p -> new ArrayDeque<>()).addAll(Arrays.asList(next));
        return this;
    }

    FakeHub listing(UnaryOperator<String> change) {
        listing = change;
        return this;
    }

    FakeHub withoutSizesInTheListing() {
        sizesListed = false;
        return this;
    }

    public FakeHub gated(String secret) {
        token = Optional.of(secret);
        return this;
    }

    /** {@code METHOD SERVER PATH [Range] [Authorization]} of all requests so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    List<String> requests(String part) {
        return requests.stream().filter(request -> request.contains(part)).toList();
    }

    public String endpoint() {
        return address(hub);
    }

    HubConfig config(Path cache) {
        return config(cache, Optional.empty());
    }

    HubConfig config(Path cache, Optional<String> secret) {
        return new HubConfig(
                endpoint(),
                secret,
                cache.toString(),
                cache.toString(),
                Optional.empty(),
                false,
                3,
                3,
                Duration.ofMillis(5),
                Duration.ofMillis(1500));
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(bytes));
    }

    static String gitSha1(byte[] bytes) {
        var digest = digest("SHA-1");
        digest.update(("blob " + bytes.length + "\0").getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest(bytes));
    }

    @Override
    public void close() {
        hub.stop(0);
        store.stop(0);
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        var server = exchange.getHttpContext().getServer() == hub ? "hub" : "store";
        var request = exchange.getRequestMethod() + " " + server + " " + exchange.getRequestURI();
        for (var header : List.of("Range", "Authorization")) {
            var value = exchange.getRequestHeaders().getFirst(header);
            request += value == null ? "" : " " + value;
        }
        requests.add(request);
        try (exchange) {
            answer.to(exchange);
        }
    }

    private void hub(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var given = exchange.getRequestHeaders().getFirst("Authorization");
        if (token.isPresent() && !("Bearer " + token.get()).equals(given)) {
            exchange.getResponseHeaders().set("X-Error-Code", "GatedRepo");
            exchange.sendResponseHeaders(given == null ? 401 : 403, -1);
        } else if (path.startsWith("/api/models/org/model/revision/")) {
            whole(exchange, faultOf("listing"), listing().getBytes(UTF_8));
        } else if (path.startsWith("/org/model/resolve/" + COMMIT + "/")) {
            resolve(exchange, path.substring(("/org/model/resolve/" + COMMIT + "/").length()));
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
    }

    private void resolve(HttpExchange exchange, String path) throws IOException {
        var bytes = files.get(path);
        if (bytes == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("X-Repo-Commit", COMMIT);
        if (isLarge(path)) {
            headers.set("X-Linked-Size", String.valueOf(bytes.length));
            headers.set("X-Linked-Etag", '"' + sha256(bytes) + '"');
            headers.set("Location", address(store) + "/" + path + "?signature=secret");
            exchange.sendResponseHeaders(302, -1);
        } else {
            headers.set("ETag", "W/\"" + gitSha1(bytes) + '"');
            part(exchange, path, bytes);
        }
    }

    private void store(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring(1);
        part(exchange, path, files.get(path));
    }

    private void part(HttpExchange exchange, String path, byte[] bytes) throws IOException {
        var fault = faultOf(path);
        var range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null || fault.equals(Optional.of(Fault.NO_RANGE))) {
            whole(exchange, fault, bytes);
            return;
        }
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        if (from >= bytes.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        var rest = Arrays.copyOfRange(bytes, from, bytes.length);
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
        exchange.sendResponseHeaders(206, rest.length);
        exchange.getResponseBody().write(rest);
    }

    private static void whole(HttpExchange exchange, Optional<Fault> fault, byte[] bytes) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        switch (fault.orElse(Fault.NO_RANGE)) {
            case BUSY -> {
                exchange.getResponseHeaders().set("Retry-After", "0");
                exchange.sendResponseHeaders(429, -1);
            }
            case DOWN -> exchange.sendResponseHeaders(503, -1);
            case CUT -> send(exchange, bytes.length, Arrays.copyOf(bytes, bytes.length / 2));
            case SILENT -> {
                send(exchange, bytes.length, new byte[0]);
                sleep();
            }
            case TOO_LONG -> send(exchange, 0, Arrays.copyOf(bytes, bytes.length + 1));
            case WRONG_BYTE -> {
                var wrong = bytes.clone();
                wrong[wrong.length / 2]++;
                send(exchange, wrong.length, wrong);
            }
            case NO_RANGE -> send(exchange, bytes.length, bytes);
        }
    }

    private static void send(HttpExchange exchange, long length, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(200, length);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
    }

    private static void sleep() {
        try {
            Thread.sleep(4000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String listing() {
        var siblings = new JsonArray();
        files.forEach((path, bytes) -> siblings.add(sibling(path, bytes)));
        var model = new JsonObject();
        model.addProperty("sha", COMMIT);
        model.add("siblings", siblings);
        return listing.apply(model.toString());
    }

    private JsonObject sibling(String path, byte[] bytes) {
        var file = new JsonObject();
        file.addProperty("rfilename", path);
        if (sizesListed) {
            file.addProperty("size", bytes.length);
            file.addProperty("blobId", gitSha1(bytes));
        }
        if (sizesListed && isLarge(path)) {
            var lfs = new JsonObject();
            lfs.addProperty("sha256", sha256(bytes));
            lfs.addProperty("size", bytes.length);
            file.add("lfs", lfs);
        }
        return file;
    }

    private Optional<Fault> faultOf(String path) {
        var next = faults.get(path);
        synchronized (this) {
            return next == null ? Optional.empty() : Optional.ofNullable(next.poll());
        }
    }

    private static boolean isLarge(String path) {
        return path.endsWith(".safetensors");
    }

    private static HttpServer server() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool(work -> {
                var thread = new Thread(work);
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
