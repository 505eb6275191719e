package jointdit.generate;

import static jointdit.config.Check.argument;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import jointdit.diffusion.Condition;

/**
 * A wanted clip; arrays are read-only by agreement.
 *
 * @param picture latents of its first frame (C, H, W)
 * @param text hashed prompt (W)
 * @param negative hashed negative prompt (W)
 * @param seed of its noise: equal requests with equal seeds give equal clips
 * @param config how it is made
 */
public record Request(
        Optional<float[]> picture,
        Optional<float[]> text,
        Optional<float[]> negative,
        long seed,
        GenerateConfig config) {
    public Request {
        argument(picture.isPresent() || text.isPresent(), "Wanted a picture or a prompt, found neither");
    }

    Set<Condition> conditions() {
        var present = EnumSet.noneOf(Condition.class);
        picture.ifPresent(latents -> present.add(Condition.PICTURE));
        text.ifPresent(vector -> present.add(Condition.TEXT));
        negative.ifPresent(vector -> present.add(Condition.NEGATIVE_TEXT));
        return present;
    }
}
