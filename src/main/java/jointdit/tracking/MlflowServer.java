package jointdit.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Calls of MLflow's REST interface, version 2.0.
 *
 * @param client sends them
 * @param uri of the server
 * @see <a href="https://mlflow.org/docs/latest/rest-api.html">MLflow REST API</a>
 */
record MlflowServer(HttpClient client, String uri) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    static MlflowServer at(String uri) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
        return new MlflowServer(client, uri.replaceAll("/+$", ""));
    }

    /** Id of an experiment, which is made if there is none of this name. */
    String experiment(String name) throws IOException {
        var query = "experiments/get-by-name?experiment_name=" + URLEncoder.encode(name, UTF_8);
        var found = send(request(query).GET().build());
        if (found.statusCode() == NOT_FOUND) {
            var wanted = new JsonObject();
            wanted.addProperty("name", name);
            return text(post("experiments/create", wanted), "experiment_id");
        }
        return text(object(json(found), "experiment"), "experiment_id");
    }

    /** Sends a call with a body, such as {@code runs/create}, and gives its answer. */
    JsonObject post(String call, JsonObject body) throws IOException {
        return json(send(request(call)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build()));
    }

    /** An object in an answer. */
    static JsonObject object(JsonObject answer, String name) throws IOException {
        if (answer.get(name) instanceof JsonObject found) {
            return found;
        }
        throw new IOException("Wanted " + name + " in the answer, found " + answer);
    }

    /** A text in an answer. */
    static String text(JsonObject answer, String name) throws IOException {
        if (answer.has(name) && answer.get(name).isJsonPrimitive()) {
            return answer.get(name).getAsString();
        }
        throw new IOException("Wanted " + name + " in the answer, found " + answer);
    }

    private HttpRequest.Builder request(String call) {
        return HttpRequest.newBuilder(URI.create(uri + "/api/2.0/mlflow/" + call))
                .timeout(TIMEOUT);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted in " + request.uri());
        }
    }

    private static JsonObject json(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != OK) {
            throw new IOException("Wanted status 200 of %s, found %d: %s"
                    .formatted(response.uri(), response.statusCode(), response.body()));
        }
        try {
            return JsonParser.parseString(response.body()).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException("Wanted JSON of %s, found %s".formatted(response.uri(), response.body()), e);
        }
    }
}
