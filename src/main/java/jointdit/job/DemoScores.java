package jointdit.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jointdit.evaluate.Figure;
import jointdit.evaluate.Measure;
import jointdit.evaluate.MeasureSums;
import jointdit.evaluate.Redraws;
import jointdit.evaluate.sync.SyncFacts;
import jointdit.evaluate.sync.SyncMeasures;

/**
 * Figures of {@link SyncMeasures} of the clips on the page.
 *
 * @param real of the real clips
 * @param generated of the generated clips
 */
record DemoScores(Map<String, Figure> real, Map<String, Figure> generated) {
    /** Fewer clips say nothing about others. */
    static final int LEAST = 5;

    private static final int SOUNDS = 8;
    private static final Redraws REDRAWS = Redraws.of(0);

    DemoScores {
        real = Map.copyOf(real);
        generated = Map.copyOf(generated);
    }

    /**
     * Of at least {@link #LEAST} clips each.
     *
     * @param framesPerSecond of all clips; a frame is the tolerance
     */
    static DemoScores of(List<SyncFacts> real, List<SyncFacts> generated, double framesPerSecond) {
        var measures = new SyncMeasures(1 / framesPerSecond);
        return new DemoScores(figures(measures, real), figures(measures, generated));
    }

    private static Map<String, Figure> figures(SyncMeasures measures, List<SyncFacts> clips) {
        var sums = new LinkedHashMap<String, MeasureSums>();
        for (int i = 0; i < clips.size(); i++) {
            var times = REDRAWS.times(String.valueOf(i));
            Stream.concat(measures.of(clips.get(i)).stream(), shuffled(measures, clips, i))
                    .forEach(measure -> sums.computeIfAbsent(
                                    measure.metric(), metric -> new MeasureSums(REDRAWS.rounds()))
                            .add(measure, times));
        }
        var figures = new LinkedHashMap<String, Figure>();
        sums.forEach((metric, sum) -> figures.put(metric, sum.figure(metric)));
        return figures;
    }

    /** The pictures of a clip with the sounds of the next few. */
    private static Stream<Measure> shuffled(SyncMeasures measures, List<SyncFacts> clips, int picture) {
        return Stream.iterate(1, k -> k < Math.min(clips.size(), SOUNDS + 1), k -> k + 1)
                .map(k -> clips.get((picture + k) % clips.size()))
                .flatMap(sound -> measures.shuffled(clips.get(picture), sound).stream());
    }
}
