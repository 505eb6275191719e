package jointdit.job;

import jointdit.config.Settings;
import jointdit.joint.JointConfig;
import jointdit.spark.CacheConfig;
import jointdit.spark.MakeClipsConfig;
import jointdit.spark.PromptConfig;
import jointdit.train.TrainConfig;

/**
 * All settings of the demo; where its steps find and leave things is not theirs to say.
 *
 * @param demo its own
 * @param clips of {@code make-clips}
 * @param cache of {@code cache-latents}
 * @param model the network
 * @param train of {@code train}
 * @param generate of {@code generate}
 */
record DemoSettings(
        DemoConfig demo,
        MakeClipsConfig clips,
        CacheConfig cache,
        JointConfig model,
        TrainConfig train,
        PromptConfig generate) {
    static DemoSettings of(Settings settings) {
        return new DemoSettings(
                settings.read(DemoConfig.class),
                settings.read("make-clips", MakeClipsConfig.class),
                settings.read("cache-latents", CacheConfig.class),
                settings.read("model", JointConfig.class),
                settings.read("train", TrainConfig.class),
                settings.read("generate", PromptConfig.class));
    }
}
