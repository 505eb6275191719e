package jointdit.pretrained.vae;

import static jointdit.config.Check.argument;

import java.util.List;
import jointdit.nn.AttentionBlock;
import jointdit.nn.GroupNorm;
import jointdit.nn.ResnetBlock;
import jointdit.tensor.Scope;

/**
 * Resolutions of an autoencoder, each half as fine as the one before.
 *
 * @param channels of each level, from pixels to latents
 * @param layers residual blocks of a level in the encoder; the decoder has one more
 * @param groups of every group norm
 */
public record Levels(List<Integer> channels, int layers, int groups) {
    private static final double EPS = 1e-6;

    public Levels {
        channels = List.copyOf(channels);
        argument(!channels.isEmpty() && layers >= 1, "Wanted levels with layers, found %s of %d", channels, layers);
    }

    /** Number of levels. */
    public int count() {
        return channels.size();
    }

    /** Sides of a picture over sides of its latents. */
    public int reduction() {
        return 1 << (count() - 1);
    }

    int finest() {
        return channels.get(0);
    }

    int coarsest() {
        return channels.get(count() - 1);
    }

    ResnetBlock.Sizes sizes(int inputs, int outputs) {
        return new ResnetBlock.Sizes(inputs, outputs, 0, groups, EPS);
    }

    GroupNorm norm(Scope scope, int width) {
        return GroupNorm.of(scope, width, groups, EPS);
    }

    AttentionBlock attention(Scope scope, int width) {
        return AttentionBlock.of(scope, width, groups, EPS);
    }
}
