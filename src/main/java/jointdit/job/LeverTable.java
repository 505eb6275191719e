package jointdit.job;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import jointdit.config.Bytes;
import jointdit.joint.AttentionConfig;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.joint.Sampler;
import jointdit.tensor.Footprint;
import jointdit.tensor.Precision;
import jointdit.train.Fit;
import jointdit.train.TrainConfig;

/**
 * What each lever of memory saves, in a forward pass of one clip and in a training step.
 *
 * @param model its towers on this machine
 * @param shape latents of a clip
 * @param precision arithmetic of the forward pass
 */
record LeverTable(JointConfig model, LatentShape shape, Precision precision) {
    private static final int CHUNK = 64;

    /** A table of each. */
    List<String> lines(TrainConfig train) {
        var lines = new ArrayList<>(forward());
        lines.add("");
        lines.addAll(training(train));
        return lines;
    }

    private List<String> forward() {
        var table = new TextTable("forward pass", "results at once", "saved", "GFLOP a clip");
        var attention = model.attention();
        var asSet = footprint(attention, precision);
        row(table, "as set", asSet, asSet);
        row(
                table,
                "query-chunk-video and -audio = " + CHUNK,
                asSet,
                footprint(attention.chunked(CHUNK, CHUNK), precision));
        row(
                table,
                "kv-downsample = " + 2 * attention.kvDownsample(),
                asSet,
                footprint(attention.downsampled(2 * attention.kvDownsample()), precision));
        var half = half();
        row(
                table,
                "max-frames = " + half.frames(),
                asSet,
                Sampler.trace(model, half, 1, precision).footprint());
        row(table, "precision = bfloat16", asSet, footprint(attention, Precision.BFLOAT16));
        return table.lines();
    }

    private LatentShape half() {
        return shape.first(Math.max(1, shape.frames() / 2));
    }

    private Footprint footprint(AttentionConfig attention, Precision products) {
        return Sampler.trace(model.with(attention), shape, 1, products).footprint();
    }

    private static void row(TextTable table, String name, Footprint asSet, Footprint changed) {
        var saved = asSet.peak() - changed.peak();
        table.row(
                name,
                new Bytes(changed.peak()).toString(),
                saved > 0 ? new Bytes(saved).toString() : "nothing",
                String.format(ROOT, "%,.3f", changed.operations() * 1e-9));
    }

    private List<String> training(TrainConfig train) {
        var fit = new Fit(model, shape, new Bytes(Long.MAX_VALUE), Fit.HEADROOM);
        var table = new TextTable(
                "training, stage %s, %d clips".formatted(train.stage(), train.batch()), "memory", "saved");
        var asSet = fit.needed(fit.plan(train));
        table.row("as set", asSet.toString(), "nothing");
        fit.levers(train)
                .forEach(lever -> table.row(
                        lever.name(), lever.needed().toString(), lever.saved().toString()));
        var shorter = new Fit(model, half(), new Bytes(Long.MAX_VALUE), Fit.HEADROOM);
        var needed = shorter.needed(shorter.plan(train));
        var saved = new Bytes(Math.max(0, asSet.count() - needed.count()));
        table.row("model.max-frames=" + half().frames(), needed.toString(), saved.toString());
        return table.lines();
    }
}
