package jointdit.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Figures of a training run, as JSON lines for programs and as an event file for TensorBoard. */
public final class MetricsLog implements Closeable {
    private final OutputStream lines;
    private final EventFile events;
    private final InstantSource clock;

    /** Logs to two streams, which {@link #close} closes. */
    public MetricsLog(OutputStream lines, OutputStream events, InstantSource clock) throws IOException {
        this.lines = lines;
        this.events = new EventFile(events, clock.instant());
        this.clock = clock;
    }

    /** Logs to a local folder: to the end of {@code metrics.jsonl}, and to a new event file. */
    public static MetricsLog in(Path folder, InstantSource clock) throws IOException {
        Files.createDirectories(folder);
        var lines = Files.newOutputStream(folder.resolve("metrics.jsonl"), CREATE, APPEND);
        var events = Files.newOutputStream(folder.resolve(EventFile.name(clock.instant())));
        return new MetricsLog(lines, events, clock);
    }

    /** Adds the figures of one step. */
    public void write(long step, StepMetrics metrics) throws IOException {
        write(step, metrics.figures());
    }

    /** Adds figures by tag, such as {@code validation/video}; what is not finite is null in the lines. */
    public void write(long step, Map<String, Double> figures) throws IOException {
        lines.write(json(step, figures).getBytes(UTF_8));
        lines.flush();
        events.write(clock.instant(), step, figures);
    }

    /**
     * Reads back lines that {@link #write} wrote, from oldest to newest; a step written twice has its last figures.
     * What was not finite is left out.
     *
     * @return figures by tag, by step
     */
    public static SortedMap<Long, Map<String, Double>> read(String lines) {
        var steps = new TreeMap<Long, Map<String, Double>>();
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
            var figures = new TreeMap<String, Double>();
            JsonParser.parseString(line).getAsJsonObject().entrySet().stream()
                    .filter(entry -> !entry.getValue().isJsonNull())
                    .forEach(entry ->
                            figures.put(entry.getKey(), entry.getValue().getAsDouble()));
            var step = figures.remove("step").longValue();
            steps.computeIfAbsent(step, k -> new TreeMap<>()).putAll(figures);
        });
        return steps;
    }

    @Override
    public void close() throws IOException {
        try (events) {
            lines.close();
        }
    }

    private static String json(long step, Map<String, Double> figures) throws IOException {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.beginObject().name("step").value(step);
            for (var figure : figures.entrySet()) {
                var value = figure.getValue();
                json.name(figure.getKey()).value(Double.isFinite(value) ? value : null);
            }
            json.endObject();
        }
        return text + "\n";
    }
}
