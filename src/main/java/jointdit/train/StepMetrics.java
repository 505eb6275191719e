package jointdit.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Figures of one optimiser step.
 *
 * @param losses loss by modality
 * @param learningRate of the first group
 * @param stepsPerSecond of late
 * @param seconds since training began
 */
public record StepMetrics(Map<String, Double> losses, double learningRate, double stepsPerSecond, double seconds) {
    public StepMetrics {
        losses = Collections.unmodifiableMap(new TreeMap<>(losses));
    }

    /** The figures by tag: {@code loss/video}, {@code learning-rate}, ... */
    public Map<String, Double> figures() {
        var figures = new LinkedHashMap<String, Double>();
        losses.forEach((modality, loss) -> figures.put("loss/" + modality, loss));
        figures.put("learning-rate", learningRate);
        figures.put("steps-per-second", stepsPerSecond);
        figures.put("seconds", seconds);
        return figures;
    }
}
