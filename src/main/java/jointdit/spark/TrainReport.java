package jointdit.spark;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Figures of a run at a step.
 *
 * @param run its folder
 * @param step steps done
 * @param figures by tag, such as {@code loss/total}; with the step as {@code step}
 */
public record TrainReport(String run, long step, Map<String, Double> figures) {
    private static final String STEP = "step";
    static final String LOSS = "loss/total";
    private static final String CLIPS = "clips-per-second";

    public TrainReport {
        var all = new TreeMap<>(figures);
        all.put(STEP, (double) step);
        figures = Map.copyOf(all);
    }

    /** Of figures that hold the step. */
    static TrainReport of(String run, Map<String, Double> figures) {
        return new TrainReport(run, figures.get(STEP).longValue(), figures);
    }

    /** Loss and speed in a few words; none if the report is of something else. */
    public String words() {
        return Stream.of(word(LOSS, "loss %.4g"), word(CLIPS, "%.3g clips/s"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining("  "));
    }

    private String word(String tag, String format) {
        return figures.containsKey(tag) ? String.format(Locale.ROOT, format, figures.get(tag)) : "";
    }
}
