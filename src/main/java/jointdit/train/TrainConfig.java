package jointdit.train;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import jointdit.config.Bytes;
import jointdit.config.Records;
import jointdit.joint.JointConfig;
import jointdit.joint.Mode;
import jointdit.tensor.Device;
import jointdit.tensor.Precision;

/**
 * Settings of one training run, the {@code train} block of a configuration file.
 *
 * @param latents table of latents
 * @param out folder of the run: checkpoints and metrics
 * @param from folder of the run whose last checkpoint gives the first weights
 * @param stage which weights learn
 * @param mode which way the joint attention carries information; {@code iso} is the ablation without joint interaction
 * @param steps optimiser steps in all, at least 1
 * @param batch clips of a step over all replicas, at least 1
 * @param seed of weights, order, noise and dropout
 * @param precision arithmetic of products
 * @param audioWeight weight of the audio's loss, above 0
 * @param rates learning rates
 * @param optimiser constants of the update
 * @param dropout shares of dropped conditions
 * @param every steps between reports
 * @param data how the table is read
 * @param times whether both modalities are trained at one time
 * @param average how the moving average is kept
 * @param memory of the device that trains; without it no run is too large
 * @param checkpointing what the gradient computes again instead of keeping it
 * @param parallel how many replicas train together, and how
 * @param accumulate passes in which a replica takes its clips of a step, at least 1
 * @param maxSkipped steps in a row without a finite loss and gradient that are passed over, at least 0
 * @param resume what a folder with checkpoints is taken for
 */
public record TrainConfig(
        String latents,
        String out,
        Optional<String> from,
        Stage stage,
        Mode mode,
        int steps,
        int batch,
        long seed,
        Precision precision,
        double audioWeight,
        Rates rates,
        Optimiser optimiser,
        Dropout dropout,
        Every every,
        Data data,
        Times times,
        Average average,
        Optional<Bytes> memory,
        Checkpointing checkpointing,
        Parallel parallel,
        int accumulate,
        int maxSkipped,
        Resume resume)
        implements Serializable {

    public TrainConfig {
        argument(steps >= 1, "steps must be at least 1, found %d", steps);
        argument(batch >= 1, "batch must be at least 1, found %d", batch);
        argument(accumulate >= 1, "accumulate must be at least 1, found %d", accumulate);
        argument(
                batch % (parallel.replicas() * accumulate) == 0,
                "batch must be a multiple of replicas times accumulate, %d x %d, found %d",
                parallel.replicas(),
                accumulate,
                batch);
        argument(audioWeight > 0, "audio-weight must be above 0, found %s", audioWeight);
        argument(maxSkipped >= 0, "max-skipped must not be negative, found %d", maxSkipped);
    }

    /**
     * Makes sure that the stage can train the model.
     *
     * @throws IllegalArgumentException if towers would stay frozen that nobody has trained
     */
    public void check(JointConfig model) {
        argument(
                stage != Stage.A
                        || from.isPresent()
                        || model.video().isPublished() && model.audio().isPublished(),
                "Stage A trains between frozen towers: set from to a run of stage expert");
    }

    /** Clips that a replica takes in one pass. */
    public int clips() {
        return batch / (parallel.replicas() * accumulate);
    }

    /** This run in another stage and size, as one replica takes it in one pass, to plan with. */
    public TrainConfig planned(Stage other, int clips, Precision products) {
        return Records.with(
                this,
                Map.of(
                        "stage",
                        other,
                        "batch",
                        clips * accumulate,
                        "precision",
                        products,
                        "parallel",
                        new Parallel.Single()));
    }

    /** This run with other checkpointing of its gradient. */
    public TrainConfig with(Checkpointing other) {
        return Records.with(this, Map.of("checkpointing", other));
    }

    /** This run with its moving average elsewhere. */
    public TrainConfig with(Average.Place other) {
        return Records.with(this, Map.of("average", new Average(other, average.every())));
    }

    /** This run in other passes of a step. */
    TrainConfig inPasses(int other) {
        return Records.with(this, Map.of("accumulate", other));
    }

    /** This run within other memory. */
    public TrainConfig within(Bytes other) {
        return Records.with(this, Map.of("memory", Optional.of(other)));
    }

    /**
     * Learning rates of AdamW.
     *
     * @param lr of the joint blocks (of the towers in stage expert), above 0
     * @param lrExpert of the experts in stage B, above 0
     * @param lrIo of the towers' inputs and outputs in stage B, above 0
     * @param warmup steps over which the rates rise from 0
     * @param last share of the rates that the cosine schedule ends at, in [0, 1]
     */
    public record Rates(double lr, double lrExpert, double lrIo, int warmup, double last) implements Serializable {
        public Rates {
            argument(lr > 0, "lr must be above 0, found %s", lr);
            argument(lrExpert > 0, "lr-expert must be above 0, found %s", lrExpert);
            argument(lrIo > 0, "lr-io must be above 0, found %s", lrIo);
            argument(warmup >= 0, "warmup must not be negative, found %d", warmup);
            share("last", last);
        }

        /** Factor of all rates at {@code step} of {@code steps}: a linear warm-up, then half a cosine. */
        double factor(int step, int steps) {
            if (step < warmup) {
                return (step + 1.0) / warmup;
            }
            var done = Math.min(1, (step - warmup) / (double) Math.max(1, steps - warmup));
            return last + (1 - last) * (1 + Math.cos(Math.PI * done)) / 2;
        }
    }

    /**
     * Constants of the update.
     *
     * @param weightDecay AdamW's weight decay
     * @param clipNorm largest norm of the gradient over all learning weights, above 0
     * @param emaDecay share of the old weights the moving average keeps at each step, in [0, 1)
     * @param method how the weights follow the gradient
     */
    public record Optimiser(double weightDecay, double clipNorm, double emaDecay, Method method)
            implements Serializable {
        /** How the weights follow the gradient. */
        public enum Method {
            /** AdamW. */
            ADAMW,
            /** Plain stochastic gradient descent, without weight decay. */
            SGD
        }

        public Optimiser {
            argument(weightDecay >= 0, "weight-decay must not be negative, found %s", weightDecay);
            argument(clipNorm > 0, "clip-norm must be above 0, found %s", clipNorm);
            argument(0 <= emaDecay && emaDecay < 1, "ema-decay must lie in [0, 1), found %s", emaDecay);
        }

        /** Decay at {@code step}: less at first, so that the average forgets where the weights started. */
        double decay(int step) {
            return Math.min(emaDecay, (1.0 + step) / (10.0 + step));
        }
    }

    /**
     * Shares of clips whose condition is dropped, so that guidance knows the prediction without it.
     *
     * @param text of dropped texts, in [0, 1]
     * @param picture of dropped first frames, in [0, 1]
     * @param interaction of joint attentions masked to the own modality, in [0, 1]
     */
    public record Dropout(double text, double picture, double interaction) implements Serializable {
        public Dropout {
            share("text", text);
            share("picture", picture);
            share("interaction", interaction);
        }
    }

    /**
     * Steps between reports, each at least 1.
     *
     * @param log lines of the metrics
     * @param validate validation losses
     * @param checkpoint checkpoints
     * @param keep checkpoints that stay
     */
    public record Every(int log, int validate, int checkpoint, int keep) implements Serializable {
        public Every {
            argument(log >= 1, "log must be at least 1, found %d", log);
            argument(validate >= 1, "validate must be at least 1, found %d", validate);
            argument(checkpoint >= 1, "checkpoint must be at least 1, found %d", checkpoint);
            argument(keep >= 1, "keep must be at least 1, found %d", keep);
        }
    }

    /**
     * How the table is read.
     *
     * @param validationClips most clips of the split {@code val} that the validation loss takes
     * @param shuffleBuffer clips among which the next is drawn, at least 1
     * @param prefetch batches that are read ahead while a step computes, at least 1
     */
    public record Data(int validationClips, int shuffleBuffer, int prefetch) implements Serializable {
        public Data {
            argument(validationClips >= 0, "validation-clips must not be negative, found %d", validationClips);
            argument(shuffleBuffer >= 1, "shuffle-buffer must be at least 1, found %d", shuffleBuffer);
            argument(prefetch >= 1, "prefetch must be at least 1, found %d", prefetch);
        }
    }

    /** What a folder that holds checkpoints is taken for. */
    public enum Resume {
        /** This run, interrupted: it goes on from the last one that is whole. */
        AUTO,
        /** Another run: this one does not begin. */
        NEVER
    }

    /** Times u at which the two modalities of a clip are trained. */
    public enum Times {
        /** One time for both. */
        COUPLED,
        /** A time for each by itself: the model learns every path on which it may be sampled. */
        INDEPENDENT
    }

    /**
     * How the moving average of the weights is kept.
     *
     * @param place where it lies
     * @param every steps from one update to the next, at least 1; each decays as that many updates would
     */
    public record Average(Place place, int every) implements Serializable {
        public Average {
            argument(every >= 1, "every must be at least 1, found %d", every);
        }

        /** Where it lies beside weights on {@code device}. */
        Device device(Device device) {
            return switch (place) {
                case DEVICE -> device;
                case CPU -> Device.cpu();
            };
        }

        /** Decay of an update, of that of a step. */
        double decay(double ofStep) {
            return Math.pow(ofStep, every);
        }

        /** Memory of one kind or the other. */
        public enum Place {
            /** That of the device which trains. */
            DEVICE,
            /** That of the machine, also where a GPU trains. */
            CPU
        }
    }

    private static void share(String key, double value) {
        argument(0 <= value && value <= 1, "%s must lie in [0, 1], found %s", key, value);
    }
}
