package jointdit.evaluate.chart;

import static java.util.stream.Collectors.toMap;
import static jointdit.config.Check.argument;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A line of a chart.
 *
 * @param name for the legend
 * @param points y by x, all finite
 */
public record Curve(String name, SortedMap<Double, Double> points) {
    public Curve {
        points = new TreeMap<>(points);
    }

    /**
     * A figure by step, of the metrics that training writes. Steps done twice, since a run was resumed, count once, as
     * they were done last; a last line without its end is left.
     *
     * @param name for the legend
     * @param metrics JSON lines, each with {@code step} and figures by tag
     * @param tag of the figure, e.g. {@code loss/video}; lines without it, or with null, are passed over
     * @throws IllegalArgumentException if a line is not a JSON object, or has no step
     */
    public static Curve ofMetrics(String name, String metrics, String tag) {
        var whole = metrics.substring(0, metrics.lastIndexOf('\n') + 1);
        var points = whole.lines()
                .filter(line -> !line.isBlank())
                .map(Curve::object)
                .filter(line -> line.has(tag) && !line.get(tag).isJsonNull())
                .collect(toMap(
                        line -> line.get("step").getAsDouble(),
                        line -> line.get(tag).getAsDouble(),
                        (first, last) -> last,
                        TreeMap::new));
        return new Curve(name, points);
    }

    /** The mean of each point and the points before it that are less than {@code reach} away in x. */
    public Curve smoothed(double reach) {
        argument(reach > 0, "reach must be above 0, found %s", reach);
        var smooth = new TreeMap<Double, Double>();
        points.forEach((x, y) -> smooth.put(
                x,
                Stream.concat(points.subMap(Math.nextUp(x - reach), x).values().stream(), Stream.of(y))
                        .mapToDouble(v -> v)
                        .average()
                        .orElse(y)));
        return new Curve(name, smooth);
    }

    private static JsonObject object(String line) {
        try {
            var object = JsonParser.parseString(line).getAsJsonObject();
            argument(object.has("step"), "Wanted {\"step\": ...} in a line of metrics, found %s", line);
            return object;
        } catch (JsonSyntaxException | IllegalStateException e) {
            throw new IllegalArgumentException("Wanted JSON objects as lines of metrics, found " + line, e);
        }
    }
}
