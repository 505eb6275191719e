package jointdit.spark;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.Optional;
import jointdit.pretrained.ModelFolder.Variant;

/**
 * What is cached beside latents for published towers, the {@code conditions} block of {@code cache-latents}. Models are
 * folders, repositories that were fetched, or folders on any Hadoop file system.
 *
 * @param svdModel pipeline of Stable Video Diffusion, which embeds first frames
 * @param audioldm2Model pipeline of AudioLDM2, which encodes captions
 * @param variant which of their weights
 */
public record ConditionConfig(Optional<String> svdModel, Optional<String> audioldm2Model, Variant variant)
        implements Serializable {
    /** Nothing is cached. */
    public static final ConditionConfig NONE = new ConditionConfig(Optional.empty(), Optional.empty(), Variant.FULL);

    public ConditionConfig {
        checkNamed("svd-model", svdModel);
        checkNamed("audioldm2-model", audioldm2Model);
    }

    private static void checkNamed(String key, Optional<String> model) {
        argument(
                model.filter(String::isBlank).isEmpty(),
                "conditions.%s must name a folder or a repository, found nothing; null caches none",
                key);
    }
}
