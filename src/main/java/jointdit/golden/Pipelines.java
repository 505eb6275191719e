package jointdit.golden;

import java.nio.file.Files;
import jointdit.pretrained.ModelConfig;

/** Goldens of whole pipelines. */
final class Pipelines {
    private static final String INDEX = "model_index.json";

    private Pipelines() {}

    /** Whether the folder holds a pipeline of a class. */
    static boolean ofClass(Golden golden, String className) {
        var index = golden.folder().resolve(INDEX);
        return Files.exists(index)
                && ModelConfig.read(index).className().filter(className::equals).isPresent();
    }
}
