package jointdit.joint;

import jointdit.tensor.Tensor;

/**
 * What a clip is made of besides noise; dropped conditions are zero already.
 *
 * @param picture latents of the first frame, (B, C, H, W)
 * @param hasPicture 1 where the picture counts, 0 where it was dropped, (B, 1)
 * @param text hashed bag of words, (B, W)
 */
record Conditions(Tensor picture, Tensor hasPicture, Tensor text) {
    /**
     * Sets dropped conditions to zero.
     *
     * @param keep 1 or 0 per clip for text and picture, (B, 2)
     */
    static Conditions of(Tensor picture, Tensor text, Tensor keep) {
        var keepText = keep.slice(1, 0, 1);
        var keepPicture = keep.slice(1, 1, 2);
        var batch = keep.size(0);
        return new Conditions(picture.mul(keepPicture.reshape(batch, 1, 1, 1)), keepPicture, text.mul(keepText));
    }
}
