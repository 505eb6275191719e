package jointdit.pretrained;

import java.io.Serializable;
import java.nio.file.Path;

/** Finds the folders of published models on the machine at hand; Spark sends it to executors. */
@FunctionalInterface
public interface ModelPlaces extends Serializable {
    /**
     * The local folder of a model.
     *
     * @param model a folder, or the name of a repository of the Hugging Face hub
     * @throws IllegalArgumentException if there is none
     */
    Path folder(String model);
}
