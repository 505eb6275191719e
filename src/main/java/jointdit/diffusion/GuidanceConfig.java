package jointdit.diffusion;

import static jointdit.config.Check.argument;
import static jointdit.diffusion.Condition.AUDIO_TO_VIDEO;
import static jointdit.diffusion.Condition.PICTURE;
import static jointdit.diffusion.Condition.TEXT;
import static jointdit.diffusion.Condition.VIDEO_TO_AUDIO;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * How far a prediction is moved away from those that know less, the {@code guidance} block of a configuration file.
 *
 * @see <a href="https://arxiv.org/abs/2207.12598">Ho and Salimans 2022</a>
 */
public sealed interface GuidanceConfig extends Serializable {
    /**
     * The guidance where only some conditions are there.
     *
     * @param present what the clip has; weights of anything else count for nothing
     */
    Guidance with(Set<Condition> present);

    /**
     * The same guidance with other weights.
     *
     * @throws IllegalArgumentException if there is a weight that this kind does not have
     */
    GuidanceConfig reweighted(GuidanceWeights weights);

    /** The prediction as it is. */
    record None() implements GuidanceConfig {
        @Override
        public Guidance with(Set<Condition> present) {
            return Guidance.of(present, 0);
        }

        @Override
        public None reweighted(GuidanceWeights weights) {
            weights.only(Set.of());
            return this;
        }
    }

    /**
     * Away from the prediction without prompt, picture and joint interaction, all dropped together.
     *
     * @param wv weight in the video, at least 0
     * @param wa weight in the audio, at least 0
     * @param rescale share in [0, 1] of the rescaling to the standard deviation of the plain prediction
     */
    record JointCfg(double wv, double wa, double rescale) implements GuidanceConfig {
        public JointCfg {
            check(rescale, wv, wa);
        }

        @Override
        public Guidance with(Set<Condition> present) {
            return Guidance.of(present, rescale).awayFrom(EnumSet.range(TEXT, VIDEO_TO_AUDIO), wv, wa);
        }

        @Override
        public JointCfg reweighted(GuidanceWeights weights) {
            weights.only(Set.of("wv", "wa"));
            return new JointCfg(weights.wv().orElse(wv), weights.wa().orElse(wa), rescale);
        }
    }

    /**
     * Away from the predictions without joint interaction, without prompt and without picture, each by itself, and from
     * the one with the negative prompt.
     *
     * @param wv weight of the joint interaction in the video, at least 0
     * @param wa weight of the joint interaction in the audio, at least 0
     * @param wt weight of the prompt, at least 0
     * @param wi weight of the picture, at least 0
     * @param wnt weight of the negative prompt, at least 0
     * @param rescale share in [0, 1] of the rescaling to the standard deviation of the plain prediction
     */
    record JointCfgStar(double wv, double wa, double wt, double wi, double wnt, double rescale)
            implements GuidanceConfig {
        public JointCfgStar {
            check(rescale, wv, wa, wt, wi, wnt);
        }

        @Override
        public Guidance with(Set<Condition> present) {
            return Guidance.of(present, rescale)
                    .awayFrom(EnumSet.of(AUDIO_TO_VIDEO, VIDEO_TO_AUDIO), wv, wa)
                    .awayFrom(EnumSet.of(TEXT), wt, wt)
                    .awayFrom(EnumSet.of(PICTURE), wi, wi)
                    .awayFromNegative(wnt);
        }

        @Override
        public JointCfgStar reweighted(GuidanceWeights weights) {
            return new JointCfgStar(
                    weights.wv().orElse(wv),
                    weights.wa().orElse(wa),
                    weights.wt().orElse(wt),
                    weights.wi().orElse(wi),
                    weights.wnt().orElse(wnt),
                    rescale);
        }
    }

    private static void check(double rescale, double... weights) {
        argument(0 <= rescale && rescale <= 1, "rescale must lie in [0, 1], found %s", rescale);
        argument(
                DoubleStream.of(weights).allMatch(w -> 0 <= w && w < Double.POSITIVE_INFINITY),
                "Guidance weights must be at least 0, found %s",
                DoubleStream.of(weights).boxed().toList());
    }
}
