package jointdit.hub;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Repositories of the models that open_clip knows by an architecture and what it was trained on.
 *
 * @see <a href="https://github.com/mlfoundations/open_clip">open_clip, {@code pretrained.py}</a>
 */
public final class OpenClip {
    private static final Map<String, String> REPOSITORIES = Map.ofEntries(
            Map.entry("ViT-B-32 openai", "timm/vit_base_patch32_clip_224.openai"),
            Map.entry("ViT-B-16 openai", "timm/vit_base_patch16_clip_224.openai"),
            Map.entry("ViT-L-14 openai", "timm/vit_large_patch14_clip_224.openai"),
            Map.entry("ViT-L-14-336 openai", "timm/vit_large_patch14_clip_336.openai"),
            Map.entry("ViT-B-32 laion2b_s34b_b79k", "laion/CLIP-ViT-B-32-laion2B-s34B-b79K"),
            Map.entry("ViT-B-16 laion2b_s34b_b88k", "laion/CLIP-ViT-B-16-laion2B-s34B-b88K"),
            Map.entry("ViT-L-14 laion2b_s32b_b82k", "laion/CLIP-ViT-L-14-laion2B-s32B-b82K"),
            Map.entry("ViT-H-14 laion2b_s32b_b79k", "laion/CLIP-ViT-H-14-laion2B-s32B-b79K"),
            Map.entry("ViT-B-32 datacomp_xl_s13b_b90k", "laion/CLIP-ViT-B-32-DataComp.XL-s13B-b90K"),
            Map.entry("ViT-B-16 datacomp_xl_s13b_b90k", "laion/CLIP-ViT-B-16-DataComp.XL-s13B-b90K"),
            Map.entry("ViT-L-14 datacomp_xl_s13b_b90k", "laion/CLIP-ViT-L-14-DataComp.XL-s13B-b90K"));

    private OpenClip() {}

    /**
     * The repository of a model.
     *
     * @param architecture such as {@code ViT-B-16}
     * @param pretrained such as {@code openai}
     * @throws IllegalArgumentException naming those that are known
     */
    public static String repository(String architecture, String pretrained) {
        return Optional.ofNullable(REPOSITORIES.get(architecture + " " + pretrained))
                .orElseThrow(() -> new IllegalArgumentException(
                        "Wanted a model of open_clip, found clip-model %s with clip-pretrained %s; known are %s. Name the"
                                        .formatted(architecture, pretrained, new TreeSet<>(REPOSITORIES.keySet()))
                                + " repository of another one as clip-model, without clip-pretrained"));
    }
}
