package jointdit.pretrained.scheduler;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import jointdit.pretrained.ModelConfig;

/** Which scheduler a pipeline uses: the one it was published with, or another with the same noise. */
public enum SchedulerChoice {
    PUBLISHED("", SchedulerChoice::published),
    EULER("EulerDiscreteScheduler", EulerConfig::read),
    DDIM("DDIMScheduler", DdimConfig::read),
    /** DPM-Solver++. */
    DPM("DPMSolverMultistepScheduler", DpmSolverConfig::read),
    /** DPM-Solver++ with the noise levels of Karras et al. */
    DPM_KARRAS("", config -> DpmSolverConfig.read(config).withKarras());

    private final String className;
    private final Function<ModelConfig, SchedulerConfig> reader;

    SchedulerChoice(String className, Function<ModelConfig, SchedulerConfig> reader) {
        this.className = className;
        this.reader = reader;
    }

    SchedulerConfig read(ModelConfig config) {
        return reader.apply(config);
    }

    private static SchedulerConfig published(ModelConfig config) {
        var name = config.className().orElse("none");
        return named().filter(choice -> choice.className.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Scheduler %s of %s is not supported; there are %s"
                        .formatted(name, config.place(), classNames())))
                .read(config);
    }

    private static Stream<SchedulerChoice> named() {
        return Arrays.stream(values()).filter(choice -> !choice.className.isEmpty());
    }

    private static List<String> classNames() {
        return named().map(choice -> choice.className).toList();
    }
}
