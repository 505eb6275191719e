package jointdit.evaluate.chart;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import jointdit.evaluate.chart.Axis.Scale;
import jointdit.evaluate.chart.Svg.Anchor;

/**
 * Curves over a common axis, such as losses over steps.
 *
 * @param title above
 * @param x what lies across
 * @param y what lies up
 * @param curves each with a colour of its own, in this order
 */
public record LineChart(String title, String x, String y, List<Curve> curves) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 340;
    private static final int LEFT = 64;
    private static final int RIGHT = 620;
    private static final int TOP = 54;
    private static final int BOTTOM = 290;

    public LineChart {
        curves = List.copyOf(curves);
    }

    /** An SVG element for a web page, or a file of its own. */
    public String svg() {
        return drawn(Scale.LINEAR);
    }

    /** {@link #svg} with powers of ten up the side; what is not above 0 is left out. */
    public String logSvg() {
        return drawn(Scale.LOG);
    }

    private String drawn(Scale scale) {
        var across = Axis.over(values(c -> c.points().keySet().stream()), Scale.LINEAR);
        var up = Axis.over(values(c -> c.points().values().stream()), scale);
        var svg = new Svg(WIDTH, HEIGHT).title(title);
        for (double tick : across.ticks()) {
            svg.line(x(across, tick), BOTTOM, x(across, tick), BOTTOM + 4, 0.8)
                    .text(x(across, tick), BOTTOM + 18, Anchor.MIDDLE, Axis.text(tick));
        }
        for (double tick : up.ticks()) {
            svg.line(LEFT, y(up, tick), RIGHT, y(up, tick), 0.15)
                    .text(LEFT - 6, y(up, tick) + 4, Anchor.END, Axis.text(tick));
        }
        svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, 0.8).line(LEFT, TOP, LEFT, BOTTOM, 0.8);
        svg.text((LEFT + RIGHT) / 2.0, HEIGHT - 12, Anchor.MIDDLE, x).upwards(14, (TOP + BOTTOM) / 2.0, y);
        for (int i = 0; i < curves.size(); i++) {
            svg.curve(points(curves.get(i), across, up), Svg.colour(i));
        }
        legend(svg);
        return svg.text(title);
    }

    private interface Values {
        Stream<Double> of(Curve curve);
    }

    private double[] values(Values values) {
        return curves.stream().flatMap(values::of).mapToDouble(v -> v).toArray();
    }

    private static String points(Curve curve, Axis across, Axis up) {
        return curve.points().entrySet().stream()
                .filter(point -> up.shows(point.getValue()))
                .map(point -> Svg.point(x(across, point.getKey()), y(up, point.getValue())))
                .collect(joining(" "));
    }

    /** A row of names, as wide as they are long. */
    private void legend(Svg svg) {
        double length = DoubleStream.concat(DoubleStream.of(0), curves.stream().mapToDouble(LineChart::length))
                .sum();
        double at = (LEFT + RIGHT - length) / 2;
        for (int i = 0; i < curves.size(); i++) {
            svg.bar(at, TOP - 20, 14, 4, Svg.colour(i))
                    .text(at + 19, TOP - 14, Anchor.START, curves.get(i).name());
            at += length(curves.get(i));
        }
    }

    private static double length(Curve curve) {
        return 36 + 6.5 * curve.name().length();
    }

    private static double x(Axis axis, double value) {
        return LEFT + axis.place(value) * (RIGHT - LEFT);
    }

    private static double y(Axis axis, double value) {
        return BOTTOM - axis.place(value) * (BOTTOM - TOP);
    }
}
