package jointdit.job;

import static jointdit.config.Check.argument;

import jointdit.config.Bytes;
import jointdit.joint.LatentShape;

/**
 * Settings of the {@code plan} job.
 *
 * @param memory that a training task has
 * @param headroom memory that a process takes over that of its tensors, at least 1
 * @param shape latents of a clip
 * @param data the clips
 * @param rates how fast an executor is
 */
record PlanConfig(Bytes memory, double headroom, LatentShape shape, Data data, Rates rates) {
    PlanConfig {
        argument(headroom >= 1, "headroom must be at least 1, found %s", headroom);
    }

    /**
     * What is cached and learnt from.
     *
     * @param clips in all, at least 1
     * @param epochs times each is learnt from, above 0
     * @param rowOverhead bytes of a row of the table besides latents: first frame, texts, Parquet
     * @param executors that encode and train, at least 1
     */
    record Data(long clips, double epochs, Bytes rowOverhead, int executors) {
        Data {
            argument(clips >= 1, "clips must be at least 1, found %d", clips);
            argument(epochs > 0, "epochs must be above 0, found %s", epochs);
            argument(executors >= 1, "executors must be at least 1, found %d", executors);
        }
    }

    /**
     * Speed of one executor.
     *
     * @param encodeClipsPerSecond clips that it decodes and encodes in a second
     * @param gigaflops additions and multiplications of a training step in float32, 1e9 a second
     * @param bfloat16Gain how much faster a step is in bfloat16
     * @param readPerSecond of the table
     * @param networkPerSecond to another executor
     */
    record Rates(
            double encodeClipsPerSecond,
            double gigaflops,
            double bfloat16Gain,
            Bytes readPerSecond,
            Bytes networkPerSecond) {
        Rates {
            argument(
                    Math.min(encodeClipsPerSecond, Math.min(gigaflops, bfloat16Gain)) > 0
                            && Math.min(readPerSecond.count(), networkPerSecond.count()) > 0,
                    "Rates must be above 0");
        }
    }
}
