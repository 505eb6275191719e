package jointdit.train;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import jointdit.joint.Mode;
import jointdit.tensor.Precision;

/**
 * Settings of one training run, the {@code train} block of a configuration file.
 *
 * @param stage which weights learn
 * @param mode which way the joint attention carries information; {@code iso} is the ablation without joint interaction
 * @param steps optimiser steps in all, at least 1
 * @param batch clips of a step, at least 1
 * @param learningRate AdamW step size of the joint blocks (of the towers in stage expert), above 0
 * @param lrExpert step size of the experts in stage B, above 0
 * @param lrIo step size of the towers' inputs and outputs in stage B, above 0
 * @param warmup steps over which the rates rise from 0
 * @param finalRate share of the rates that the cosine schedule ends at, in [0, 1]
 * @param weightDecay AdamW's weight decay
 * @param clipNorm largest norm of the gradient over all learning weights, above 0
 * @param emaDecay share of the old weights the moving average keeps at each step, in [0, 1)
 * @param textDropout share of clips whose text is dropped
 * @param pictureDropout share of clips whose first frame is dropped
 * @param interactionDropout share of clips whose joint attention is masked to the own modality
 * @param audioWeight weight of the audio's loss, above 0
 * @param precision arithmetic of products
 * @param validateEvery steps between validations
 * @param checkpointEvery steps between checkpoints
 * @param logEvery steps between lines of the metrics
 * @param seed of weights, order, noise and dropout
 */
public record TrainConfig(
        Stage stage,
        Mode mode,
        int steps,
        int batch,
        double learningRate,
        double lrExpert,
        double lrIo,
        int warmup,
        double finalRate,
        double weightDecay,
        double clipNorm,
        double emaDecay,
        double textDropout,
        double pictureDropout,
        double interactionDropout,
        double audioWeight,
        Precision precision,
        int validateEvery,
        int checkpointEvery,
        int logEvery,
        long seed)
        implements Serializable {
    public TrainConfig {
        argument(steps >= 1, "steps must be at least 1, found %d", steps);
        argument(batch >= 1, "batch must be at least 1, found %d", batch);
        argument(learningRate > 0, "learning-rate must be above 0, found %s", learningRate);
        argument(lrExpert > 0, "lr-expert must be above 0, found %s", lrExpert);
        argument(lrIo > 0, "lr-io must be above 0, found %s", lrIo);
        argument(warmup >= 0, "warmup must not be negative, found %d", warmup);
        share("final-rate", finalRate);
        argument(weightDecay >= 0, "weight-decay must not be negative, found %s", weightDecay);
        argument(clipNorm > 0, "clip-norm must be above 0, found %s", clipNorm);
        argument(0 <= emaDecay && emaDecay < 1, "ema-decay must lie in [0, 1), found %s", emaDecay);
        share("text-dropout", textDropout);
        share("picture-dropout", pictureDropout);
        share("interaction-dropout", interactionDropout);
        argument(audioWeight > 0, "audio-weight must be above 0, found %s", audioWeight);
        argument(validateEvery >= 1, "validate-every must be at least 1, found %d", validateEvery);
        argument(checkpointEvery >= 1, "checkpoint-every must be at least 1, found %d", checkpointEvery);
        argument(logEvery >= 1, "log-every must be at least 1, found %d", logEvery);
    }

    private static void share(String key, double value) {
        argument(0 <= value && value <= 1, "%s must lie in [0, 1], found %s", key, value);
    }

    /** Factor of all learning rates at {@code step}, from 0: a linear warm-up, then half a cosine. */
    double rate(int step) {
        if (step < warmup) {
            return (step + 1.0) / warmup;
        }
        var share = Math.min(1, (step - warmup) / (double) Math.max(1, steps - warmup));
        return finalRate + (1 - finalRate) * (1 + Math.cos(Math.PI * share)) / 2;
    }

    /**
     * Share of the old weights the moving average keeps at {@code step}: less at first, so that it forgets the start.
     */
    double emaDecay(int step) {
        return Math.min(emaDecay, (1.0 + step) / (10.0 + step));
    }
}
