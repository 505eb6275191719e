package jointdit.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jointdit.config.Bytes;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.tensor.Precision;
import jointdit.train.TrainConfig.Average.Place;

/**
 * Whether runs fit into memory, and what makes them smaller.
 *
 * @param model the network
 * @param shape latents of a clip
 * @param memory of the device that trains
 * @param headroom memory that the gradient takes over that of its tensors, at least 1
 */
public record Fit(JointConfig model, LatentShape shape, Bytes memory, double headroom) {
    /** As measured on one core, see {@code docs/measurements.md}. */
    public static final double HEADROOM = 1.35;

    /** What a run needs; nothing is allocated. */
    public TrainPlan plan(TrainConfig train) {
        return TrainPlan.of(model, shape, train);
    }

    /** Memory for a run. */
    public Bytes needed(TrainPlan plan) {
        return plan.memory(headroom);
    }

    /** Whether a run fits. */
    public boolean holds(TrainPlan plan) {
        return needed(plan).count() <= memory.count();
    }

    /**
     * A setting that makes a run smaller.
     *
     * @param name setting and value
     * @param saved memory
     * @param needed memory with it
     * @param holds whether the run fits then
     */
    public record Lever(String name, Bytes saved, Bytes needed, boolean holds) {
        /** For people. */
        @Override
        public String toString() {
            return "%s saves %s and needs %s: it %s"
                    .formatted(name, saved, needed, holds ? "fits" : "does not fit either");
        }
    }

    /** Settings that save something, those first that change least of what is learnt. */
    public List<Lever> levers(TrainConfig train) {
        var plan = plan(train);
        var same = Stream.of(
                        lever("train.checkpointing=block", plan, train.with(Checkpointing.BLOCK)),
                        lever("train.average.place=cpu (where a GPU trains)", plan, train.with(Place.CPU)),
                        lever("train.precision=bfloat16", plan, in(train, train.stage(), Precision.BFLOAT16)))
                .flatMap(Optional::stream)
                .toList();
        var all = new ArrayList<>(same);
        if (same.size() > 1) {
            lever("all of these", plan, small(train)).ifPresent(all::add);
        }
        if (train.clips() > 1) {
            var fitting = clipsThatFit(plan, train);
            passes(plan, train, fitting).ifPresent(all::add);
            lever("train.batch=" + fitting * (train.batch() / train.clips()), plan, of(train, fitting))
                    .ifPresent(all::add);
        }
        if (train.stage() == Stage.B) {
            lever("train.stage=A (towers stay frozen)", plan, in(train, Stage.A, train.precision()))
                    .ifPresent(all::add);
        }
        return all;
    }

    private static TrainConfig in(TrainConfig train, Stage stage, Precision precision) {
        return train.planned(stage, train.clips(), precision);
    }

    private static TrainConfig of(TrainConfig train, int clips) {
        return train.planned(train.stage(), clips, train.precision());
    }

    /** The same run as small as it gets. */
    private static TrainConfig small(TrainConfig train) {
        return in(train.with(Checkpointing.BLOCK).with(Place.CPU), train.stage(), Precision.BFLOAT16);
    }

    /** Clips of a pass, fewer than now; memory grows by the same with every clip. */
    private int clipsThatFit(TrainPlan plan, TrainConfig train) {
        var one = needed(plan(of(train, 1))).count();
        var each = (needed(plan).count() - one) / (double) (train.clips() - 1);
        return (int) Math.max(1, Math.min(train.clips() - 1L, 1 + Math.floor((memory.count() - one) / each)));
    }

    /** The same step in more passes, as few as fit. */
    private Optional<Lever> passes(TrainPlan plan, TrainConfig train, int fitting) {
        var more = IntStream.rangeClosed(2, train.clips())
                .filter(n -> train.clips() % n == 0 && train.clips() / n <= fitting)
                .findFirst()
                .orElse(train.clips());
        var passes = more * train.accumulate();
        return lever("train.accumulate=" + passes, plan, train.inPasses(passes));
    }

    private Optional<Lever> lever(String name, TrainPlan plan, TrainConfig changed) {
        var other = plan(changed);
        var saved = needed(plan).count() - needed(other).count();
        return saved <= 0
                ? Optional.empty()
                : Optional.of(new Lever(name, new Bytes(saved), needed(other), holds(other)));
    }
}
