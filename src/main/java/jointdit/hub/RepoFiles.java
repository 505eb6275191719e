package jointdit.hub;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is needed of a repository: a pipeline of diffusers, or one network in the layout of transformers, diffusers or
 * open_clip.
 *
 * @param variant of the weights
 * @param components networks of a pipeline that are wanted; where it is the VAE alone, nothing else is
 */
public record RepoFiles(Variant variant, Set<String> components) {
    private static final String VAE = "vae";
    private static final Set<String> ALL = Set.of(
            "unet",
            VAE,
            "image_encoder",
            "text_encoder",
            "text_encoder_2",
            "language_model",
            "projection_model",
            "vocoder");
    private static final String TEXTS = "(scheduler|feature_extractor|tokenizer[^/]*)/[^/]+\\.(json|txt|model)";
    private static final String BESIDE = "(preprocessor_config|tokenizer|tokenizer_config|vocab|special_tokens_map"
            + "|open_clip_config)\\.json|merges\\.txt";
    private static final String CONFIG = "config.json";
    private static final String OPEN_CLIP = "open_clip_config.json";

    public RepoFiles {
        components = Set.copyOf(components);
    }

    /** Everything that is needed to run it. */
    public static RepoFiles all(Variant variant) {
        return new RepoFiles(variant, ALL);
    }

    /** A pipeline whose VAE comes from elsewhere. */
    public static RepoFiles withoutVae(Variant variant) {
        var components = new TreeSet<>(ALL);
        components.remove(VAE);
        return new RepoFiles(variant, components);
    }

    /** The VAE alone, of a pipeline or of a repository of its own. */
    public static RepoFiles vae(Variant variant) {
        return new RepoFiles(variant, Set.of(VAE));
    }

    /**
     * The paths that are needed.
     *
     * @param repo for messages
     * @param paths of all files
     * @throws IllegalArgumentException if weights are missing or pickled
     */
    List<String> of(Repo repo, List<String> paths) {
        boolean pipeline = paths.contains("model_index.json");
        return pipeline ? pipeline(repo, paths) : single(repo, paths);
    }

    private List<String> pipeline(Repo repo, List<String> paths) {
        var found = new ArrayList<String>();
        for (var component : new TreeSet<>(components)) {
            if (paths.stream().anyMatch(path -> path.startsWith(component + "/"))) {
                var config = component + "/" + CONFIG;
                argument(paths.contains(config), "Wanted %s in %s, found none", config, repo);
                found.add(config);
                weights(repo, component, paths).of(variant).forEach(name -> found.add(component + "/" + name));
            }
        }
        argument(!found.isEmpty(), "Wanted any of %s in %s, found none", new TreeSet<>(components), repo);
        if (!components.equals(Set.of(VAE))) {
            found.add("model_index.json");
            paths.stream().filter(path -> path.matches(TEXTS)).forEach(found::add);
        }
        return List.copyOf(found);
    }

    private List<String> single(Repo repo, List<String> paths) {
        argument(
                paths.contains(CONFIG) || paths.contains(OPEN_CLIP),
                "Wanted model_index.json, config.json or open_clip_config.json in %s, found none",
                repo);
        var found = new ArrayList<>(weights(repo, "", paths).of(variant));
        if (paths.contains(CONFIG)) {
            found.add(CONFIG);
        }
        paths.stream().filter(path -> path.matches(BESIDE)).forEach(found::add);
        return List.copyOf(found);
    }

    private static WeightFiles weights(Repo repo, String folder, List<String> paths) {
        var prefix = folder.isEmpty() ? "" : folder + "/";
        var names = paths.stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()))
                .filter(name -> !name.contains("/"))
                .toList();
        return new WeightFiles(folder.isEmpty() ? repo.toString() : repo + "/" + folder, names);
    }
}
