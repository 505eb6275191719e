package jointdit.spark;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jointdit.condition.TextStates;
import jointdit.joint.JointConfig;
import jointdit.joint.Known;
import jointdit.joint.LatentShape;
import jointdit.joint.TowerConfig;

/**
 * What the towers of a model take of their own, from the table of latents.
 *
 * @param model with its folders on the machine at hand; empty for towers that take nothing
 * @param emptyText states of the empty text; empty if the table has none
 */
record TowerConditions(Optional<JointConfig> model, Optional<TextStates> emptyText) {
    /** Of towers that take nothing. */
    static final TowerConditions NOTHING = new TowerConditions(Optional.empty(), Optional.empty());

    /** From the table of a {@link LatentCache}. */
    static TowerConditions of(JointConfig model, EmptyTextFile file) {
        var conditions = new TowerConditions(Optional.of(model), Optional.empty());
        return conditions.hears() ? new TowerConditions(Optional.of(model), file.read()) : conditions;
    }

    /** Whether the video tower takes an embedded first frame. */
    boolean sees() {
        return model.filter(m -> m.video() instanceof TowerConfig.Svd).isPresent();
    }

    /** Whether the audio tower takes states of a text. */
    boolean hears() {
        return model.filter(m -> m.audio() instanceof TowerConfig.Audioldm2).isPresent();
    }

    /** Of a clip with its caption, or with no text where it has none. */
    List<float[]> own(ClipConditions clip, LatentShape shape) {
        return model.map(m -> m.own(clip.known(emptyText), shape)).orElse(List.of());
    }

    /** Of any clip in the audio tower with no text; clips can share it. */
    List<float[]> silent(LatentShape shape) {
        var nothing = new Known(Optional.empty(), 0, emptyText);
        return model.map(m -> m.audio().own(nothing, shape)).orElse(List.of());
    }

    /** Those of {@link #own} with {@link #silent} in place of what the audio tower takes. */
    static List<float[]> textless(List<float[]> own, List<float[]> silent) {
        return Stream.concat(own.stream().limit(own.size() - silent.size()), silent.stream())
                .toList();
    }

    /**
     * Makes sure that a clip has what the towers take.
     *
     * @param named the model with its folders as the settings name them
     * @throws IllegalArgumentException with what to set, if it lacks something or was encoded by other networks
     */
    void check(ClipConditions clip, LatentShape shape, JointConfig named) {
        if (named.video() instanceof TowerConfig.Svd svd) {
            argument(
                    clip.firstFrame()
                            .flatMap(ClipConditions.FirstFrame::embedding)
                            .isPresent(),
                    "Wanted embedded first frames in the table of latents for the video tower svd, found none; run"
                            + " cache-latents again with cache-latents.conditions.svd-model=%s",
                    svd.model());
        }
        if (named.audio() instanceof TowerConfig.Audioldm2 audioldm2) {
            argument(
                    emptyText.isPresent(),
                    "Wanted encoded captions in the table of latents for the audio tower audioldm2, found none; run"
                            + " cache-latents again with cache-latents.conditions.audioldm2-model=%s",
                    audioldm2.model());
        }
        own(clip, shape); // widths of other networks are errors here
    }
}
