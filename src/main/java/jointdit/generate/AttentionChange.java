package jointdit.generate;

import java.util.Optional;
import jointdit.joint.AttentionConfig;

/**
 * What is other than in training about the joint attention; what is absent is as it was.
 *
 * @param queryChunkVideo queries of the video that attend at a time, 0 for all
 * @param queryChunkAudio queries of the audio that attend at a time, 0 for all
 * @param kvDownsample tokens of a modality that share the mean of their keys and values, at least 1
 */
public record AttentionChange(
        Optional<Integer> queryChunkVideo, Optional<Integer> queryChunkAudio, Optional<Integer> kvDownsample) {
    public AttentionChange {
        changed(AttentionConfig.WHOLE, queryChunkVideo, queryChunkAudio, kvDownsample);
    }

    /** The attention that was {@code trained}, changed. */
    AttentionConfig of(AttentionConfig trained) {
        return changed(trained, queryChunkVideo, queryChunkAudio, kvDownsample);
    }

    private static AttentionConfig changed(
            AttentionConfig trained, Optional<Integer> video, Optional<Integer> audio, Optional<Integer> tokens) {
        return new AttentionConfig(
                video.orElse(trained.queryChunkVideo()),
                audio.orElse(trained.queryChunkAudio()),
                tokens.orElse(trained.kvDownsample()));
    }

    /** What of it changes the numbers; queries in chunks give the same. */
    Optional<AttentionChange> ofNumbers(AttentionConfig trained) {
        return kvDownsample
                .filter(tokens -> tokens != trained.kvDownsample())
                .map(tokens -> new AttentionChange(Optional.empty(), Optional.empty(), Optional.of(tokens)));
    }
}
