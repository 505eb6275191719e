package jointdit.evaluate.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.util.List;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import jointdit.evaluate.chart.BarChart.Bar;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ChartTest {
    private static final LineChart LOSSES =
            new LineChart("Loss <stage B> & more", "step", "loss", List.of(falling("video", 1), falling("audio", 0.4)));

    @Test
    void everyCurveIsDrawnWithItsNameAndColour() throws Exception {
        var svg = parsed(LOSSES.svg());

        var curves = svg.getElementsByTagName("polyline");
        assertThat(curves.getLength()).isEqualTo(2);
        assertThat(curves.item(0).getAttributes().getNamedItem("stroke"))
                .isNotEqualTo(curves.item(1).getAttributes().getNamedItem("stroke"));
        assertThat(svg.getTextContent()).contains("Loss <stage B> & more", "video", "audio", "step", "200");
    }

    @Test
    void curvesStayInsideThePicture() throws Exception {
        for (var chart : List.of(LOSSES.svg(), LOSSES.logSvg())) {
            var points = parsed(chart)
                    .getElementsByTagName("polyline")
                    .item(0)
                    .getAttributes()
                    .getNamedItem("points")
                    .getNodeValue();
            var numbers = new Scanner(points).useDelimiter("[ ,]");
            while (numbers.hasNext()) {
                assertThat(Double.parseDouble(numbers.next())).isBetween(64.0, 620.0);
                assertThat(Double.parseDouble(numbers.next())).isBetween(54.0, 290.0);
            }
        }
    }

    @Test
    void chartOfNothingIsDrawn() throws Exception {
        var empty = new LineChart("Loss", "step", "loss", List.of(new Curve("video", new TreeMap<>())));

        assertThat(parsed(empty.svg()).getElementsByTagName("polyline").getLength())
                .isEqualTo(1);
        assertThat(parsed(new LineChart("Loss", "step", "loss", List.of()).logSvg())
                        .getTextContent())
                .contains("Loss");
        assertThat(parsed(new BarChart("Synchrony", List.of()).svg()).getTextContent())
                .contains("Synchrony");
    }

    @Test
    void colourOfTextFollowsThePage() {
        assertThat(LOSSES.svg()).contains("prefers-color-scheme: dark", "currentColor");
    }

    @Test
    void barsAreAsTallAsTheirShares() throws Exception {
        var svg = parsed(new BarChart(
                        "Synchrony", List.of(new Bar("joint", 0.8, 0.75, 0.84), new Bar("shuffled", 0.4, 0.4, 0.4)))
                .svg());

        var bars = svg.getElementsByTagName("rect");
        double joint = Double.parseDouble(
                bars.item(0).getAttributes().getNamedItem("height").getNodeValue());
        double shuffled = Double.parseDouble(
                bars.item(1).getAttributes().getNamedItem("height").getNodeValue());
        assertThat(joint / shuffled).isEqualTo(2);
        assertThat(svg.getTextContent()).contains("joint", "0.80", "shuffled", "0.40");
    }

    @Test
    void barsBeyondOneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bar("hits", 2, 1, 3))
                .withMessage("A bar needs shares in [0, 1], found 2.0 in 1.0 to 3.0");
    }

    private static Curve falling(String name, double from) {
        var points = new TreeMap<Double, Double>();
        IntStream.range(1, 300).forEach(step -> points.put((double) step, from / step));
        return new Curve(name, points);
    }

    private static Element parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }
}
