package jointdit.nn;

import static jointdit.config.Check.argument;

import jointdit.tensor.Tensor;

/** Frames as pictures of a batch, (B F, C, H, W), and as an axis of clips, (B, C, F, H, W). */
public final class FrameAxis {
    private FrameAxis() {}

    /** (B F, C, H, W) to (B, C, F, H, W). */
    public static Tensor split(Tensor pictures, int frames) {
        argument(
                frames > 0 && pictures.size(0) % frames == 0,
                "Wanted clips of %d frames, found %s",
                frames,
                pictures.shape());
        return pictures.reshape(-1, frames, pictures.size(1), pictures.size(2), pictures.size(3))
                .permute(0, 2, 1, 3, 4);
    }

    /** (B, C, F, H, W) to (B F, C, H, W). */
    public static Tensor merge(Tensor clips) {
        return clips.permute(0, 2, 1, 3, 4).flatten(0, 1);
    }
}
