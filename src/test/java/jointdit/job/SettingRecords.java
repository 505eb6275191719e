package jointdit.job;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import jointdit.hub.HubConfig;
import jointdit.joint.JointConfig;
import jointdit.spark.CacheConfig;
import jointdit.spark.FetchClipsConfig;
import jointdit.spark.MakeClipsConfig;
import jointdit.spark.PromptConfig;
import jointdit.spark.evaluate.EvaluateConfig;
import jointdit.tracking.TrackingConfig;
import jointdit.train.TrainConfig;
import jointdit.ui.UiConfig;

/** The record that each block of settings is read into, and a job that has the block. */
record SettingRecords(String job, Class<?> type) {
    private static final Map<String, SettingRecords> BLOCKS = Map.ofEntries(
            own("bench", BenchConfig.class),
            own("cache-latents", CacheConfig.class),
            own("check-env", CheckEnvJob.CheckEnv.class),
            own("check-goldens", CheckGoldensJob.CheckGoldens.class),
            own("demo", DemoConfig.class),
            own("describe", DescribeJob.Describe.class),
            own("evaluate", EvaluateConfig.class),
            own("export", ExportJob.ExportConfig.class),
            own("fetch-clips", FetchClipsConfig.class),
            own("fetch-models", FetchModelsConfig.class),
            own("generate", PromptConfig.class),
            own("make-clips", MakeClipsConfig.class),
            own("plan", PlanConfig.class),
            own("smoke-svd", SmokeSvdJob.SmokeSvd.class),
            own("smoke-aldm2", SmokeAldm2Job.SmokeAldm2.class),
            own("synchrony", SynchronyJob.Synchrony.class),
            own("train", TrainConfig.class),
            own("ui", UiConfig.class),
            entry("hub", new SettingRecords("fetch-models", HubConfig.class)),
            entry("model", new SettingRecords("train", JointConfig.class)),
            entry("tracking", new SettingRecords("train", TrackingConfig.class)));

    private static Map.Entry<String, SettingRecords> own(String job, Class<?> type) {
        return entry(job, new SettingRecords(job, type));
    }

    /** Of the block that {@code path} lies in; none for Spark's own settings. */
    static Optional<SettingRecords> of(String path) {
        return Optional.ofNullable(BLOCKS.get(path.split("\\.", 2)[0]));
    }
}
