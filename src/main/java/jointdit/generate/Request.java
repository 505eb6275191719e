package jointdit.generate;

import static jointdit.config.Check.argument;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jointdit.diffusion.Branch;
import jointdit.diffusion.Condition;

/**
 * A wanted clip; arrays are read-only by agreement.
 *
 * @param picture latents of its first frame (C, H, W)
 * @param text hashed prompt (W)
 * @param negative hashed negative prompt (W)
 * @param own what the towers take of their own
 * @param seed of its noise: equal requests with equal seeds give equal clips
 * @param config how it is made
 */
public record Request(
        Optional<float[]> picture,
        Optional<float[]> text,
        Optional<float[]> negative,
        Own own,
        long seed,
        GenerateConfig config) {
    public Request {
        argument(picture.isPresent() || text.isPresent(), "Wanted a picture or a prompt, found neither");
    }

    /**
     * What the towers take of their own, in the order of {@link jointdit.joint.JointDiT#inputs}; arrays are read-only
     * by agreement.
     *
     * @param prompt with the prompt
     * @param negative with the negative prompt in its place
     * @param textless with no text
     */
    public record Own(List<float[]> prompt, List<float[]> negative, List<float[]> textless) {
        /** Of towers that take nothing. */
        public static final Own NOTHING = new Own(List.of(), List.of(), List.of());

        public Own {
            prompt = List.copyOf(prompt);
            negative = List.copyOf(negative);
            textless = List.copyOf(textless);
        }

        /** What a prediction takes that depends on {@code branch}. */
        List<float[]> of(Branch branch) {
            if (branch.has(Condition.NEGATIVE_TEXT)) {
                return negative;
            }
            return branch.has(Condition.TEXT) ? prompt : textless;
        }
    }

    Set<Condition> conditions() {
        var present = EnumSet.noneOf(Condition.class);
        picture.ifPresent(latents -> present.add(Condition.PICTURE));
        text.ifPresent(vector -> present.add(Condition.TEXT));
        negative.ifPresent(vector -> present.add(Condition.NEGATIVE_TEXT));
        return present;
    }
}
