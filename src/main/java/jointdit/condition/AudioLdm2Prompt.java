package jointdit.condition;

import static jointdit.config.Check.argument;

import jointdit.tensor.Array;

/**
 * A prompt as the text encoders of AudioLDM2 read it, in rows of which the first is the negative prompt if there are
 * two.
 *
 * @param features of CLAP, (R, E)
 * @param ids tokens of T5, INT64 (R, N)
 * @param mask 1 for tokens and 0 for padding, INT64 (R, N)
 */
public record AudioLdm2Prompt(Array features, Array ids, Array mask) {
    public AudioLdm2Prompt {
        argument(
                ids.shape().equals(mask.shape())
                        && features.shape().size(0) == ids.shape().size(0),
                "Wanted features, ids and mask of the same rows, found %s, %s and %s",
                features.spec(),
                ids.spec(),
                mask.spec());
    }

    /** R. */
    public int rows() {
        return ids.shape().size(0);
    }
}
