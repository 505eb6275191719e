package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import jointdit.train.Stage;

/**
 * Losses over the stages of a training as an SVG picture: the line is training, the dots are validation, both on a
 * logarithmic axis. Its colours are those of the page.
 */
final class LossChart {
    private static final int WIDTH = 440;
    private static final int HEIGHT = 240;
    private static final int LEFT = 46;
    private static final int RIGHT = 12;
    private static final int TOP = 26;
    private static final int BOTTOM = 30;
    private static final double LEAST = 1e-6;

    private final String modality;
    private final List<Curve> curves;
    private final double most;
    private final double low;
    private final double high;

    /**
     * Losses of a stage.
     *
     * @param stage which
     * @param figures of {@link jointdit.train.MetricsLog}, by step
     */
    record Curve(Stage stage, SortedMap<Long, Map<String, Double>> figures) {
        long steps() {
            return figures.isEmpty() ? 0 : figures.lastKey();
        }
    }

    private record Point(double step, double loss) {}

    private LossChart(String modality, List<Curve> curves) {
        this.modality = modality;
        this.curves = curves;
        most = Math.max(1, curves.stream().mapToLong(Curve::steps).sum());
        var losses = new ArrayList<Double>();
        for (var tag : List.of("loss/", "validation/")) {
            lines(tag + modality).forEach(line -> line.forEach(point -> losses.add(point.loss())));
        }
        low = 0.9 * losses.stream().mapToDouble(x -> x).min().orElse(0.1);
        high = 1.1 * losses.stream().mapToDouble(x -> x).max().orElse(1);
    }

    /** The picture for {@code video} or {@code audio}. */
    static String svg(String modality, List<Curve> curves) {
        return new LossChart(modality, curves).svg();
    }

    private String svg() {
        return """
                <svg viewBox="0 0 %d %d" role="img" aria-label="Loss of the %s over training">%s%s%s%s</svg>""".formatted(WIDTH, HEIGHT, modality, axis(), stages(), training(), validation());
    }

    private String axis() {
        var ticks = new StringBuilder();
        for (double loss : new double[] {low / 0.9, Math.sqrt(low * high), high / 1.1}) {
            ticks.append(line("grid", LEFT, y(loss), WIDTH - RIGHT, y(loss)));
            ticks.append(text(LEFT - 6, y(loss) + 4, "end", String.format(ROOT, "%.2g", loss)));
        }
        ticks.append(text(LEFT, HEIGHT - 8, "start", "0"));
        return ticks + text(WIDTH - RIGHT, HEIGHT - 8, "end", String.format(ROOT, "%.0f steps", most));
    }

    private String stages() {
        var parts = new StringBuilder();
        long from = 0;
        for (var curve : curves) {
            parts.append(line("stage", x(from), TOP - 14, x(from), HEIGHT - BOTTOM));
            parts.append(text(x(from) + 5, TOP - 6, "start", name(curve.stage())));
            from += curve.steps();
        }
        return parts.toString();
    }

    private static String name(Stage stage) {
        return switch (stage) {
            case EXPERT -> "towers";
            case A -> "A: joint";
            case B -> "B: all";
        };
    }

    private String training() {
        return lines("loss/" + modality).stream()
                .map(points -> points.stream().map(this::place).collect(Collectors.joining(" ")))
                .map("<polyline class=\"training\" points=\"%s\"/>"::formatted)
                .collect(Collectors.joining());
    }

    private String validation() {
        return lines("validation/" + modality).stream()
                .flatMap(List::stream)
                .map(point -> String.format(
                        ROOT,
                        "<circle class=\"validation\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>",
                        x(point.step()),
                        y(point.loss())))
                .collect(Collectors.joining());
    }

    /** A line for each stage, one after the other. */
    private List<List<Point>> lines(String tag) {
        var lines = new ArrayList<List<Point>>();
        long from = 0;
        for (var curve : curves) {
            long start = from;
            lines.add(curve.figures().entrySet().stream()
                    .filter(entry -> entry.getValue().containsKey(tag))
                    .map(entry -> new Point(
                            start + entry.getKey(),
                            Math.max(LEAST, entry.getValue().get(tag))))
                    .toList());
            from += curve.steps();
        }
        return lines;
    }

    private String place(Point point) {
        return String.format(ROOT, "%.1f,%.1f", x(point.step()), y(point.loss()));
    }

    private double x(double step) {
        return LEFT + (WIDTH - LEFT - RIGHT) * step / most;
    }

    private double y(double loss) {
        return TOP + (HEIGHT - TOP - BOTTOM) * Math.log(high / loss) / Math.log(high / low);
    }

    private static String line(String style, double x1, double y1, double x2, double y2) {
        return String.format(
                ROOT, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", style, x1, y1, x2, y2);
    }

    private static String text(double x, double y, String anchor, String words) {
        return String.format(
                ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                x,
                y,
                anchor,
                Template.escaped(words));
    }
}
