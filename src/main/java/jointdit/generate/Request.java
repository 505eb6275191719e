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

    /** Requests with equal values here can be made together. */
    public Object together() {
        return config.together(conditions());
    }

    Set<Condition> conditions() {
        return conditions(picture.isPresent(), text.isPresent(), negative.isPresent());
    }

    /** Those of a clip with a picture, a prompt, a negative prompt. */
    public static Set<Condition> conditions(boolean picture, boolean text, boolean negative) {
        var present = EnumSet.noneOf(Condition.class);
        if (picture) {
            present.add(Condition.PICTURE);
        }
        if (text) {
            present.add(Condition.TEXT);
        }
        if (negative) {
            present.add(Condition.NEGATIVE_TEXT);
        }
        return present;
    }
}
