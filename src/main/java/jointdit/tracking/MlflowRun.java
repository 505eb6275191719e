package jointdit.tracking;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A run on a server of MLflow.
 *
 * @param server keeps it
 * @param id its name there
 * @param clock stamps what is logged
 */
record MlflowRun(MlflowServer server, String id, InstantSource clock) {
    /** The server takes no more parameters in one call. */
    private static final int BATCH = 100;
    /** Longest value of a parameter. */
    private static final int LENGTH = 500;

    /** How a run stands. */
    enum Status {
        FINISHED,
        FAILED
    }

    /** Begins a run in the experiment of this name. */
    static MlflowRun begin(MlflowServer server, String experiment, String name, InstantSource clock)
            throws IOException {
        var wanted = new JsonObject();
        wanted.addProperty("experiment_id", server.experiment(experiment));
        wanted.addProperty("run_name", name);
        wanted.addProperty("start_time", clock.millis());
        var run = MlflowServer.object(server.post("runs/create", wanted), "run");
        var id = MlflowServer.text(MlflowServer.object(run, "info"), "run_id");
        return new MlflowRun(server, id, clock);
    }

    /** Logs the run's settings; what is too long for the server is cut. */
    void parameters(Map<String, String> settings) throws IOException {
        var all = List.copyOf(settings.entrySet());
        for (int from = 0; from < all.size(); from += BATCH) {
            var params = new JsonArray();
            for (var setting : all.subList(from, Math.min(from + BATCH, all.size()))) {
                var param = new JsonObject();
                param.addProperty("key", setting.getKey());
                var value = setting.getValue();
                param.addProperty("value", value.substring(0, Math.min(LENGTH, value.length())));
                params.add(param);
            }
            batch("params", params);
        }
    }

    /** Logs figures by tag; those that are not finite are left out. */
    void metrics(long step, Map<String, Double> figures) throws IOException {
        var metrics = new JsonArray();
        figures.forEach((tag, value) -> {
            if (Double.isFinite(value)) {
                var metric = new JsonObject();
                metric.addProperty("key", tag);
                metric.addProperty("value", value);
                metric.addProperty("timestamp", clock.millis());
                metric.addProperty("step", step);
                metrics.add(metric);
            }
        });
        batch("metrics", metrics);
    }

    private void batch(String kind, JsonArray values) throws IOException {
        var body = new JsonObject();
        body.addProperty("run_id", id);
        body.add(kind, values);
        server.post("runs/log-batch", body);
    }

    /** Says how the run has ended. */
    void end(Status status) throws IOException {
        var body = new JsonObject();
        body.addProperty("run_id", id);
        body.addProperty("status", status.name());
        body.addProperty("end_time", clock.millis());
        server.post("runs/update", body);
    }
}
