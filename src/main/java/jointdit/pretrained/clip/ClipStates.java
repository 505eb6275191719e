package jointdit.pretrained.clip;

import jointdit.tensor.Tensor;

/**
 * What a tower makes of a batch.
 *
 * @param penultimate (B, N, D) tokens before the last block
 * @param last (B, N, D) tokens at the end; of texts normed, of images not
 * @param pooled (B, D) the normed token that stands for all
 * @param embedding (B, E) its projection, not of unit length
 */
public record ClipStates(Tensor penultimate, Tensor last, Tensor pooled, Tensor embedding) {}
