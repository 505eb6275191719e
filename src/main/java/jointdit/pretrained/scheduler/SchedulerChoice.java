package jointdit.pretrained.scheduler;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jointdit.pretrained.ModelConfig;

/** Which scheduler a pipeline uses: the one it was published with, or another with the same noise. */
public enum SchedulerChoice {
    PUBLISHED(""),
    EULER("EulerDiscreteScheduler"),
    DDIM("DDIMScheduler"),
    /** DPM-Solver++. */
    DPM("DPMSolverMultistepScheduler"),
    /** DPM-Solver++ with the noise levels of Karras et al. */
    DPM_KARRAS("");

    private final String className;

    SchedulerChoice(String className) {
        this.className = className;
    }

    SchedulerConfig read(ModelConfig config) {
        return switch (this) {
            case PUBLISHED -> published(config);
            case EULER -> EulerConfig.read(config);
            case DDIM -> DdimConfig.read(config);
            case DPM -> DpmSolverConfig.read(config);
            case DPM_KARRAS -> DpmSolverConfig.read(config).withKarras();
        };
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
