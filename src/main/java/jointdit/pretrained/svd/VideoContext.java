package jointdit.pretrained.svd;

import jointdit.tensor.Tensor;

/**
 * What the pictures of clips are told beside the noise level.
 *
 * @param tokens what each attends to, (B F, M, K)
 * @param stills 1 for a frame that is a picture on its own, 0 for one of a video, (B, F)
 */
public record VideoContext(Tensor tokens, Tensor stills) {}
