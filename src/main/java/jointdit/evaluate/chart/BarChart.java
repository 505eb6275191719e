package jointdit.evaluate.chart;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.Locale;
import jointdit.evaluate.chart.Axis.Scale;
import jointdit.evaluate.chart.Svg.Anchor;

/**
 * Shares side by side, each with its interval, such as the synchrony of real, generated and shuffled clips.
 *
 * @param title above
 * @param bars each with a colour of its own, in this order
 */
public record BarChart(String title, List<Bar> bars) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 300;
    private static final int LEFT = 44;
    private static final int RIGHT = 620;
    private static final int TOP = 44;
    private static final int BOTTOM = 260;
    private static final int WIDEST = 70;
    private static final Axis UP = new Axis(0, 1, Scale.LINEAR);

    /**
     * One share.
     *
     * @param name below it
     * @param value in [0, 1]
     * @param low end of its interval
     * @param high end of its interval
     */
    public record Bar(String name, double value, double low, double high) {
        public Bar {
            argument(
                    0 <= low && low <= high && high <= 1 && 0 <= value && value <= 1,
                    "A bar needs shares in [0, 1], found %s in %s to %s",
                    value,
                    low,
                    high);
        }
    }

    public BarChart {
        bars = List.copyOf(bars);
    }

    /** An SVG element for a web page, or a file of its own. */
    public String svg() {
        var svg = new Svg(WIDTH, HEIGHT).title(title);
        for (double tick : UP.ticks()) {
            svg.line(LEFT, y(tick), RIGHT, y(tick), 0.15).text(LEFT - 6, y(tick) + 4, Anchor.END, Axis.text(tick));
        }
        svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, 0.8);
        double room = (RIGHT - LEFT) / (double) bars.size();
        for (int i = 0; i < bars.size(); i++) {
            draw(svg, i, LEFT + (i + 0.5) * room, Math.min(WIDEST, 0.7 * room));
        }
        return svg.text(title);
    }

    private void draw(Svg svg, int index, double middle, double across) {
        var bar = bars.get(index);
        svg.bar(middle - across / 2, y(bar.value), across, BOTTOM - y(bar.value), Svg.colour(index))
                .text(middle, BOTTOM + 18, Anchor.MIDDLE, bar.name)
                .text(middle, y(bar.high) - 6, Anchor.MIDDLE, String.format(Locale.ROOT, "%.2f", bar.value));
        if (bar.low < bar.high) {
            svg.line(middle, y(bar.low), middle, y(bar.high), 0.9)
                    .line(middle - 6, y(bar.low), middle + 6, y(bar.low), 0.9)
                    .line(middle - 6, y(bar.high), middle + 6, y(bar.high), 0.9);
        }
    }

    private static double y(double value) {
        return BOTTOM - UP.place(value) * (BOTTOM - TOP);
    }
}
