package jointdit.joint;

import static jointdit.config.Check.argument;

import java.io.Serializable;

/**
 * What makes the joint attention smaller, the block {@code model.attention}; the weights are the same whatever it says.
 *
 * @param queryChunkVideo queries of the video that attend at a time, 0 for all; the result is the same
 * @param queryChunkAudio queries of the audio that attend at a time, 0 for all
 * @param kvDownsample tokens of a modality, one behind the other, that share the mean of their keys and values; 1
 *     leaves them as they are
 */
public record AttentionConfig(int queryChunkVideo, int queryChunkAudio, int kvDownsample) implements Serializable {
    /** All queries at once, to every key. */
    public static final AttentionConfig WHOLE = new AttentionConfig(0, 0, 1);

    public AttentionConfig {
        argument(queryChunkVideo >= 0, "query-chunk-video must not be negative, found %d", queryChunkVideo);
        argument(queryChunkAudio >= 0, "query-chunk-audio must not be negative, found %d", queryChunkAudio);
        argument(kvDownsample >= 1, "kv-downsample must be at least 1, found %d", kvDownsample);
    }

    /** The same with other numbers of queries at a time. */
    public AttentionConfig chunked(int video, int audio) {
        return new AttentionConfig(video, audio, kvDownsample);
    }

    /** The same with other shares of keys and values. */
    public AttentionConfig downsampled(int tokens) {
        return new AttentionConfig(queryChunkVideo, queryChunkAudio, tokens);
    }
}
