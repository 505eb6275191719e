package jointdit.ui;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.config.SettingSources;
import jointdit.config.Settings;
import jointdit.spark.ModelShelf;
import jointdit.spark.PromptConfig;
import jointdit.spark.ReferenceClips;
import jointdit.spark.Storage;

/** A server on a free port with a client beside it. */
final class UiForTests implements AutoCloseable {
    static final String JSON = "application/json";
    static final String RUN =
            "{'model': 'shipped', 'settings': {'prompt': 'a red ball', 'steps': 3}}".replace('\'', '"');

    private final UiServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private UiForTests(UiServer server) {
        this.server = server;
    }

    /** With other settings in the place of the shipped ones. */
    static UiForTests start(Path folder, ClipMaker maker, String... settings) {
        return start(folder, maker, List.of(), settings);
    }

    /** With models below some folders. */
    static UiForTests start(Path folder, ClipMaker maker, List<String> models, String... settings) {
        var arguments = new ArrayList<>(List.of("port=0", "out=" + folder));
        arguments.addAll(List.of(settings));
        var all = Settings.load(new SettingSources("ui", Optional.empty(), Map.of(), arguments));
        var studio = new Studio(
                all.read("generate", PromptConfig.class),
                new ModelShelf(Storage.outsideSpark(), models),
                maker,
                latents -> new ReferenceClips(jointdit.spark.SparkForTests.session(), latents),
                "cpu");
        return new UiForTests(UiServer.start(all.read(UiConfig.class), studio));
    }

    URI address(String path) {
        return server.address().resolve(path);
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<byte[]> post(String path, String type, byte[] body, String... headers) {
        return send(request(path, headers).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<byte[]> post(String path, String json) {
        return post(path, JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<byte[]> delete(String path) {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(address(path)).timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonObject json(HttpResponse<byte[]> answer) {
        return JsonParser.parseString(text(answer)).getAsJsonObject();
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Asks for a run and gives its id. */
    String run(String json) {
        return json(post("/api/runs", json)).get("id").getAsString();
    }

    String run() {
        return run(RUN);
    }

    /** The run once it is in a state. */
    JsonObject await(String id, String state) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        var run = json(get("/api/runs/" + id));
        while (!run.get("state").getAsString().equals(state)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Wanted a run that is %s, found %s".formatted(state, run));
            }
            Thread.sleep(20);
            run = json(get("/api/runs/" + id));
        }
        return run;
    }

    /** What the server says to some bytes, until it closes the connection. */
    String raw(String request) throws IOException {
        try (var socket =
                new Socket(server.address().getHost(), server.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** A request of its own headers. */
    String rawGet(String path, String host, String... headers) throws IOException {
        return raw("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n"
                .formatted(path, host, headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n"));
    }

    int port() {
        return server.address().getPort();
    }

    String host() {
        return "127.0.0.1:" + port();
    }

    @Override
    public void close() {
        server.close();
    }
}
