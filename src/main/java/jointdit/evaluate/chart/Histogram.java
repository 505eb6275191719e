package jointdit.evaluate.chart;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.List;
import jointdit.evaluate.chart.Axis.Scale;
import jointdit.evaluate.chart.Svg.Anchor;

/**
 * How often values lie where, for several series side by side, as shares of each series.
 *
 * @param title above
 * @param low left end of the first bin
 * @param high right end of the last bin, above {@code low}
 * @param series each with as many bins
 */
public record Histogram(String title, double low, double high, List<Series> series) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 260;
    private static final int LEFT = 44;
    private static final int RIGHT = 620;
    private static final int TOP = 54;
    private static final int BOTTOM = 222;

    /**
     * Values of one kind.
     *
     * @param name for the legend
     * @param counts of the bins
     */
    public record Series(String name, long[] counts) {
        private double share(int bin) {
            long all = Arrays.stream(counts).sum();
            return all == 0 ? 0 : counts[bin] / (double) all;
        }
    }

    public Histogram {
        series = List.copyOf(series);
        argument(low < high, "Wanted bins of %s from low to high, found %s and %s", title, low, high);
        argument(
                series.stream().mapToInt(s -> s.counts.length).distinct().count() == 1,
                "Wanted equally many bins in each series of %s",
                title);
    }

    private int bins() {
        return series.get(0).counts.length;
    }

    /** An SVG element for a web page, or a file of its own. */
    public String svg() {
        var across = new Axis(low, high, Scale.LINEAR);
        double most = series.stream()
                .flatMap(s -> Arrays.stream(s.counts)
                        .mapToObj(c ->
                                (double) c / Math.max(1, Arrays.stream(s.counts).sum())))
                .mapToDouble(v -> v)
                .max()
                .orElse(1);
        var up = new Axis(0, Math.max(most, 1e-9), Scale.LINEAR);
        var svg = new Svg(WIDTH, HEIGHT).title(title);
        for (double tick : across.ticks()) {
            svg.text(x(across.place(tick)), BOTTOM + 18, Anchor.MIDDLE, Axis.text(tick));
        }
        for (double tick : up.ticks()) {
            svg.line(LEFT, y(up, tick), RIGHT, y(up, tick), 0.15)
                    .text(LEFT - 6, y(up, tick) + 4, Anchor.END, Axis.text(tick));
        }
        for (int i = 0; i < series.size(); i++) {
            draw(svg, up, i);
        }
        return svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, 0.8).text(title);
    }

    private void draw(Svg svg, Axis up, int index) {
        var one = series.get(index);
        double bin = 1.0 / bins();
        double bar = 0.9 * bin / series.size();
        for (int k = 0; k < bins(); k++) {
            double top = y(up, one.share(k));
            svg.bar(x((k + 0.05) * bin + index * bar), top, bar * (RIGHT - LEFT), BOTTOM - top, Svg.colour(index));
        }
        double at = LEFT + index * 180.0;
        svg.bar(at, TOP - 20, 14, 4, Svg.colour(index)).text(at + 19, TOP - 14, Anchor.START, one.name);
    }

    private static double x(double place) {
        return LEFT + place * (RIGHT - LEFT);
    }

    private static double y(Axis axis, double value) {
        return BOTTOM - axis.place(value) * (BOTTOM - TOP);
    }
}
