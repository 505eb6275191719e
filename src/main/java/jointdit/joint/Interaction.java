package jointdit.joint;

import java.util.List;
import jointdit.tensor.Tensor;

/**
 * Which modality sees the other in the joint attention, per clip.
 *
 * @param toVideo 1 where the video sees the audio, else 0, (B, 1)
 * @param toAudio 1 where the audio sees the video, else 0, (B, 1)
 */
record Interaction(Tensor toVideo, Tensor toAudio) {
    private static final double REMOVED = -1e9;

    /** From {@code keep} (B, 2): to the video, to the audio. */
    static Interaction of(Tensor keep) {
        return new Interaction(keep.slice(1, 0, 1), keep.slice(1, 1, 2));
    }

    /** Mask on the keys [video, audio] for queries of the video, (B, 1, 1, N). */
    Tensor videoMask(int videoTokens, int audioTokens) {
        return mask(List.of(toVideo.mul(0).add(1), toVideo), videoTokens, audioTokens);
    }

    /** Mask on the keys [video, audio] for queries of the audio, (B, 1, 1, N). */
    Tensor audioMask(int videoTokens, int audioTokens) {
        return mask(List.of(toAudio, toAudio.mul(0).add(1)), videoTokens, audioTokens);
    }

    private static Tensor mask(List<Tensor> seen, int videoTokens, int audioTokens) {
        var batch = seen.get(0).size(0);
        var kept = Tensor.concat(
                List.of(seen.get(0).expand(batch, videoTokens), seen.get(1).expand(batch, audioTokens)), 1);
        return kept.add(-1).mul(-REMOVED).reshape(batch, 1, 1, videoTokens + audioTokens);
    }
}
