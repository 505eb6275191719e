package jointdit.pretrained;

import static jointdit.config.Check.argument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of a diffusers pipeline: {@code model_index.json} and a sub-folder for each of its networks.
 *
 * @param path the folder
 * @param variant which weights to take where there are several
 * @param classes class name of each component, by sub-folder
 * @param replaced folders of components that are taken from elsewhere
 */
public record PipelineFolder(
        Path path, ModelFolder.Variant variant, Map<String, String> classes, Map<String, Path> replaced) {
    private static final String INDEX = "model_index.json";

    /**
     * Reads the index.
     *
     * @param pipeline class name it must have, such as {@code StableVideoDiffusionPipeline}
     * @throws IllegalArgumentException if there is no index or it is of another pipeline
     */
    public static PipelineFolder open(Path path, ModelFolder.Variant variant, String pipeline) {
        argument(
                Files.isRegularFile(path.resolve(INDEX)),
                "Wanted a folder with %s, found none in %s; fetch-models fetches one",
                INDEX,
                path);
        var index = ModelConfig.read(path.resolve(INDEX));
        var found = index.className().orElse("none");
        argument(found.equals(pipeline), "Wanted a %s in %s, found %s", pipeline, path, found);
        return new PipelineFolder(path, variant, classes(index), Map.of());
    }

    private static Map<String, String> classes(ModelConfig index) {
        var classes = new LinkedHashMap<String, String>();
        for (var name : index.keys()) {
            if (index.element(name).isJsonArray()) {
                var parts = index.element(name).getAsJsonArray();
                if (parts.size() == 2 && parts.get(1).isJsonPrimitive()) {
                    classes.put(name, parts.get(1).getAsString());
                }
            }
        }
        return classes;
    }

    /**
     * The folder of one network.
     *
     * @param supported class names, of which the index must name one
     * @throws IllegalArgumentException if the index does not name it, or names another class
     */
    public ModelFolder component(String name, String... supported) {
        argument(
                List.of(supported).contains(classes.getOrDefault(name, "")),
                "Wanted %s to be a %s in %s, found %s",
                name,
                String.join(" or ", supported),
                path.resolve(INDEX),
                classes.getOrDefault(name, "no such component"));
        return new ModelFolder(replaced.getOrDefault(name, path.resolve(name)), variant);
    }

    /** The same with one network from elsewhere: a folder of it alone, or one that has it as a sub-folder. */
    public PipelineFolder replacing(String name, Path folder) {
        var part = Files.isDirectory(folder.resolve(name)) ? folder.resolve(name) : folder;
        var all = new LinkedHashMap<>(replaced);
        all.put(name, part);
        return new PipelineFolder(path, variant, classes, all);
    }

    /** A sub-folder without weights, such as {@code scheduler} or {@code tokenizer}. */
    public Path folder(String name) {
        return path.resolve(name);
    }
}
