package jointdit.spark;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.Optional;
import jointdit.codec.CodecConfig;
import jointdit.hub.OpenClip;

/**
 * Settings of the latent cache, the {@code cache-latents} block of a configuration file.
 *
 * @param clips a folder of clips, or a manifest that ends in .csv, .jsonl or .parquet
 * @param out the folder of the cache: {@code codec}, {@code latents}, {@code failures} and {@code cache.json}
 * @param validationShare share in [0, 1] of the clips that name no split of their own
 * @param clipsPerTask clips that a Spark task encodes and writes to one file, at least 1; a killed run loses what its
 *     tasks had at hand
 * @param codec the codec
 * @param fit its fit
 * @param clipModel folder or repository of the CLIP model that embeds first frames and captions, or its architecture
 * @param clipPretrained what it was trained on, if {@code clipModel} is an architecture of open_clip
 * @param conditions what is cached for published towers
 */
public record CacheConfig(
        String clips,
        String out,
        double validationShare,
        int clipsPerTask,
        CodecConfig codec,
        FitConfig fit,
        Optional<String> clipModel,
        Optional<String> clipPretrained,
        ConditionConfig conditions)
        implements Serializable {
    public CacheConfig {
        argument(!clips.isBlank(), "clips must name a folder or a manifest, found nothing");
        argument(!out.isBlank(), "out must name a folder, found nothing");
        argument(
                0 <= validationShare && validationShare <= 1,
                "validation-share must lie in [0, 1], found %s",
                validationShare);
        argument(
                clipModel.isPresent() || clipPretrained.isEmpty(),
                "clip-pretrained needs an architecture as clip-model, found none");
        argument(clipsPerTask >= 1, "clips-per-task must be at least 1, found %d", clipsPerTask);
    }

    /** Folder or repository of the CLIP model. */
    Optional<String> clip() {
        return clipModel.map(model -> clipPretrained
                .map(trained -> OpenClip.repository(model, trained))
                .orElse(model));
    }
}
