package jointdit.joint;

import java.util.ArrayList;
import java.util.List;
import jointdit.tensor.Attention;
import jointdit.tensor.Tensor;

/**
 * What queries of both modalities attend to.
 *
 * @param keys those of the video, then those of the audio, (B, H, M, D)
 * @param values as many
 * @param video how many of them are of the video
 */
record JointMemory(Tensor keys, Tensor values, int video) {
    /**
     * Of keys and values, of which {@code tokens}, one behind the other in a modality, share their mean; fewer share
     * the last where they run out.
     *
     * @param video queries, keys and values, each (B, H, Nv, D)
     * @param audio queries, keys and values, each (B, H, Na, D)
     */
    static JointMemory of(List<Tensor> video, List<Tensor> audio, int tokens) {
        var first = pooled(video.get(1), tokens);
        return new JointMemory(
                Tensor.concat(List.of(first, pooled(audio.get(1), tokens)), 2),
                Tensor.concat(List.of(pooled(video.get(2), tokens), pooled(audio.get(2), tokens)), 2),
                first.size(2));
    }

    private static Tensor pooled(Tensor heads, int tokens) {
        if (tokens == 1) {
            return heads;
        }
        var count = heads.size(2);
        var whole = count - count % tokens;
        var parts = new ArrayList<Tensor>();
        if (whole > 0) {
            parts.add(heads.slice(2, 0, whole)
                    .reshape(heads.size(0), heads.size(1), whole / tokens, tokens, -1)
                    .mean(3));
        }
        if (whole < count) {
            parts.add(heads.slice(2, whole, count).meanKept(2));
        }
        return Tensor.concat(parts, 2);
    }

    /** What queries of the video find, at most {@code chunk} of them at a time, 0 for all. */
    Tensor toVideo(Tensor queries, Interaction interaction, int chunk) {
        return new Attention.Memory(keys, values, interaction.videoMask(video, keys.size(2) - video))
                .attend(queries, chunk);
    }

    /** What queries of the audio find. */
    Tensor toAudio(Tensor queries, Interaction interaction, int chunk) {
        return new Attention.Memory(keys, values, interaction.audioMask(video, keys.size(2) - video))
                .attend(queries, chunk);
    }
}
