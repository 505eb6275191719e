package jointdit.joint;

import java.util.List;
import jointdit.tensor.Tensor;

/**
 * What a clip is made of besides noise; dropped pictures and texts are zero already.
 *
 * @param picture latents of the first frame, (B, C, H, W)
 * @param hasPicture 1 where the picture counts, 0 where it was dropped, (B, 1)
 * @param text hashed bag of words, (B, W)
 * @param hasText 1 where the text counts, 0 where there is none or it was dropped, (B, 1)
 * @param own what the tower at hand takes beside these, as {@link TowerConfig#conditions} lists it
 */
record Conditions(Tensor picture, Tensor hasPicture, Tensor text, Tensor hasText, List<Tensor> own) {
    Conditions {
        own = List.copyOf(own);
    }

    /**
     * Sets dropped conditions to zero.
     *
     * @param keep 1 or 0 per clip for text and picture, (B, 2)
     */
    static Conditions of(Tensor picture, Tensor text, Tensor keep) {
        var keepText = keep.slice(1, 0, 1);
        var keepPicture = keep.slice(1, 1, 2);
        var batch = keep.size(0);
        return new Conditions(
                picture.mul(keepPicture.reshape(batch, 1, 1, 1)), keepPicture, text.mul(keepText), keepText, List.of());
    }

    /** The same for a tower that takes {@code own}. */
    Conditions with(List<Tensor> own) {
        return new Conditions(picture, hasPicture, text, hasText, own);
    }

    /** The picture for every frame, (B, F, C, H, W). */
    Tensor pictures(int frames) {
        return picture.unsqueeze(1).expand(picture.size(0), frames, picture.size(1), picture.size(2), picture.size(3));
    }
}
