package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import jointdit.config.Bytes;
import jointdit.joint.JointConfig;
import jointdit.tensor.Precision;
import jointdit.train.Stage;
import jointdit.train.TrainConfig;
import jointdit.train.TrainPlan;

/**
 * Memory and work of a training step, by stage, and what makes it smaller.
 *
 * @param model the network
 * @param train the run
 * @param config what it is to fit into
 */
record MemoryPlan(JointConfig model, TrainConfig train, PlanConfig config) {
    TrainPlan plan(TrainConfig run) {
        return TrainPlan.of(model, config.shape(), run);
    }

    /** What a process takes for a run. */
    Bytes needed(TrainPlan plan) {
        return new Bytes(Math.round(plan.memory().count() * config.headroom()));
    }

    boolean fits(TrainPlan plan) {
        return needed(plan).count() <= config.memory().count();
    }

    /** A column for each stage. */
    List<String> table() {
        var plans = Arrays.stream(Stage.values())
                .map(stage -> plan(train.planned(stage, train.clips(), train.precision())))
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
        row(table, plans, "memory, with headroom", p -> needed(p).toString());
        row(table, plans, "fits", p -> fits(p) ? "yes" : "no");
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
    String verdict(TrainPlan plan) {
        return "Stage %s at batch %d in %s needs %s of %s: it %s."
                .formatted(
                        train.stage(),
                        train.clips(),
                        train.precision().name().toLowerCase(ROOT),
                        needed(plan),
                        config.memory(),
                        fits(plan) ? "fits" : "does not fit");
    }

    /** What to set instead, and what each saves. */
    List<String> levers(TrainPlan plan) {
        var lines = new ArrayList<String>();
        if (train.clips() > 1) {
            var one = plan(train.planned(train.stage(), 1, train.precision()));
            var clips = (int) Math.max(1, Math.min(train.clips() - 1L, batchThatFits(plan, one)));
            var changed = train.planned(train.stage(), clips, train.precision());
            lines.add(lever("train.batch=" + clips * (train.batch() / train.clips()), plan, changed));
        }
        if (train.precision() == Precision.FLOAT32) {
            lines.add(lever(
                    "train.precision=bfloat16", plan, train.planned(train.stage(), train.clips(), Precision.BFLOAT16)));
        }
        if (train.stage() == Stage.B) {
            lines.add(lever(
                    "train.stage=A (towers stay frozen)",
                    plan,
                    train.planned(Stage.A, train.clips(), train.precision())));
        }
        lines.add("Else a smaller model block, fewer frames or smaller pictures in the codec, or more memory.");
        return lines;
    }

    /** Memory grows by the same with every clip. */
    private long batchThatFits(TrainPlan plan, TrainPlan one) {
        var each = (needed(plan).count() - needed(one).count()) / (double) (train.clips() - 1);
        return 1 + (long) Math.floor((config.memory().count() - needed(one).count()) / each);
    }

    private String lever(String name, TrainPlan plan, TrainConfig changed) {
        var other = plan(changed);
        var saved = needed(plan).count() - needed(other).count();
        return saved <= 0
                ? "  %s saves no memory".formatted(name)
                : "  %s saves %s and needs %s: it %s"
                        .formatted(name, new Bytes(saved), needed(other), fits(other) ? "fits" : "does not fit either");
    }
}
