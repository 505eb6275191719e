package jointdit.diffusion;

import static jointdit.config.Check.argument;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Weights of one clip's guidance in the place of the configured ones, as in {@link GuidanceConfig.JointCfgStar}.
 *
 * @param wv of the joint interaction in the video
 * @param wa of the joint interaction in the audio
 * @param wt of the prompt
 * @param wi of the picture
 * @param wnt of the negative prompt
 */
public record GuidanceWeights(
        Optional<Double> wv, Optional<Double> wa, Optional<Double> wt, Optional<Double> wi, Optional<Double> wnt) {
    /** Throws {@link IllegalArgumentException} if there is a weight of another name. */
    void only(Set<String> names) {
        var found = new TreeSet<String>();
        Map.of("wv", wv, "wa", wa, "wt", wt, "wi", wi, "wnt", wnt)
                .forEach((name, weight) -> weight.ifPresent(w -> found.add(name)));
        found.removeAll(names);
        argument(
                found.isEmpty(), "This kind of guidance has no weights %s; set guidance.kind to joint-cfg-star", found);
    }
}
