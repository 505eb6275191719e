package jointdit.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of MLflow on loopback that knows no experiment at first and keeps the calls it hears. */
public final class FakeMlflow implements AutoCloseable {
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile boolean known;
    private volatile boolean broken;

    /**
     * A call that was heard.
     *
     * @param name such as {@code runs/create}
     * @param query of the address
     * @param body empty for a GET
     */
    public record Call(String name, Optional<String> query, JsonObject body) {}

    public FakeMlflow() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/2.0/mlflow/", this::answer);
        server.start();
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers 500 from now on. */
    void breakDown() {
        broken = true;
    }

    /** Calls in the order in which they came. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Bodies of the calls of this name. */
    public List<JsonObject> bodies(String name) {
        return calls.stream()
                .filter(call -> call.name().equals(name))
                .map(Call::body)
                .toList();
    }

    /** Values by key of all that was logged under a name, {@code params} or {@code metrics}; the last one counts. */
    public Map<String, String> logged(String kind) {
        var values = new TreeMap<String, String>();
        for (var body : bodies("runs/log-batch")) {
            if (body.has(kind)) {
                body.getAsJsonArray(kind).forEach(value -> {
                    var pair = value.getAsJsonObject();
                    values.put(pair.get("key").getAsString(), pair.get("value").getAsString());
                });
            }
        }
        return values;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var name = uri.getPath().substring("/api/2.0/mlflow/".length());
        var text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var body =
                text.isEmpty() ? new JsonObject() : JsonParser.parseString(text).getAsJsonObject();
        calls.add(new Call(name, Optional.ofNullable(uri.getQuery()), body));
        if (broken) {
            send(exchange, 500, "down");
            return;
        }
        switch (name) {
            case "experiments/get-by-name" ->
                send(
                        exchange,
                        known ? 200 : 404,
                        known
                                ? "{\"experiment\": {\"experiment_id\": \"7\"}}"
                                : "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\"}");
            case "experiments/create" -> {
                known = true;
                send(exchange, 200, "{\"experiment_id\": \"7\"}");
            }
            case "runs/create" -> send(exchange, 200, "{\"run\": {\"info\": {\"run_id\": \"r1\"}}}");
            default -> send(exchange, 200, "{}");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            var bytes = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
