package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import jointdit.train.Fit;
import jointdit.train.Stage;
import jointdit.train.TrainConfig;
import jointdit.train.TrainPlan;

/**
 * Memory and work of a training step, by stage, and what makes it smaller.
 *
 * @param fit what it is to fit into
 * @param train the run
 * @param plan what it needs
 */
record MemoryPlan(Fit fit, TrainConfig train, TrainPlan plan) {
    static MemoryPlan of(Fit fit, TrainConfig train) {
        return new MemoryPlan(fit, train, fit.plan(train));
    }

    /** A column for each stage. */
    List<String> table() {
        var plans = Arrays.stream(Stage.values())
                .map(stage -> stage == train.stage()
                        ? plan
                        : fit.plan(train.planned(stage, train.clips(), train.precision())))
                .toList();
        var table = new TextTable("", "stage expert", "stage A", "stage B");
        row(table, plans, "video tokens a clip", p -> count(p.tokens("video.") / train.clips()));
        row(table, plans, "audio tokens a clip", p -> count(p.tokens("audio.") / train.clips()));
        row(table, plans, "parameters", p -> count(p.parameters("")));
        row(table, plans, "  video tower", p -> count(p.parameters("video.")));
        row(table, plans, "  audio tower", p -> count(p.parameters("audio.")));
        row(table, plans, "  joint blocks", p -> count(p.parameters("joint.")));
        row(table, plans, "  learning", p -> count(p.learning("")));
        row(table, plans, "  frozen", p -> count(p.parameters("") - p.learning("")));
        row(table, plans, "weights", p -> p.weights().toString());
        row(table, plans, "moving average", p -> p.average().toString());
        row(table, plans, "gradient", p -> p.gradient().toString());
        row(table, plans, "optimiser (AdamW)", p -> p.optimiser().toString());
        row(table, plans, "activations", p -> p.activations().plus(p.passing()).toString());
        row(table, plans, "memory, with headroom", p -> fit.needed(p).toString());
        row(table, plans, "fits", p -> fit.holds(p) ? "yes" : "no");
        row(table, plans, "checkpoint on disk", p -> p.checkpoint().toString());
        row(table, plans, "GFLOP a step", p -> String.format(ROOT, "%,.1f", p.operations() * 1e-9));
        return table.lines();
    }

    private static void row(TextTable table, List<TrainPlan> plans, String name, Function<TrainPlan, String> cell) {
        table.row(Stream.concat(Stream.of(name), plans.stream().map(cell)).toArray(String[]::new));
    }

    private static String count(long number) {
        return String.format(ROOT, "%,d", number);
    }

    /** Whether the run fits. */
    String verdict() {
        return "Stage %s at batch %d in %s needs %s of %s: it %s."
                .formatted(
                        train.stage(),
                        train.clips(),
                        train.precision().name().toLowerCase(ROOT),
                        fit.needed(plan),
                        fit.memory(),
                        fit.holds(plan) ? "fits" : "does not fit");
    }

    /** What to set instead, and what each saves. */
    List<String> levers() {
        var lines = new ArrayList<String>();
        fit.levers(train).forEach(lever -> lines.add("  " + lever));
        lines.add("Else a smaller model block, fewer frames or smaller pictures in the codec, or more memory.");
        return lines;
    }
}
