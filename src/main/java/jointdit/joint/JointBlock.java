package jointdit.joint;

import java.util.List;
import jointdit.nn.FeedForward;
import jointdit.nn.HeadProjection;
import jointdit.nn.Modulation;
import jointdit.nn.Rotary;
import jointdit.tensor.Cut;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/**
 * Perceiver joint attention after a pair of experts: one attention over the tokens of both modalities, each with its
 * own query, key, value and output projection, then a feed-forward per modality. Gates start at zero: a fresh block
 * changes nothing.
 *
 * <pre>
 * video    (B, Nv, Dv)
 * audio    (B, Na, Da)
 * returns  both, same shapes
 * </pre>
 *
 * @param video branch of the video tokens
 * @param audio branch of the audio tokens
 * @param config of the attention
 */
record JointBlock(Branch video, Branch audio, AttentionConfig config) {
    private static final int FEED_FORWARD_RATIO = 4;

    /** One modality's part of the block. */
    record Branch(Modulation modulation, HeadProjection attention, FeedForward feedForward) {
        static Branch of(Scope scope, Tower<?> tower, int index, JointConfig config) {
            var width = tower.width(index);
            return new Branch(
                    Modulation.of(scope, tower.conditionWidth(), width),
                    HeadProjection.of(scope.in("attn"), width, config.innerWidth(), config.heads()),
                    FeedForward.of(scope.in("mlp"), width, FEED_FORWARD_RATIO));
        }
    }

    /** Tokens of one modality, with what modulates them and their times. */
    record Stream(Tensor tokens, Tensor condition, Rotary clock) {
        Stream with(Tensor changed) {
            return new Stream(changed, condition, clock);
        }
    }

    /** Both modalities. */
    record Streams(Stream video, Stream audio) {}

    /** The block after expert {@code index} of both towers. */
    static JointBlock of(Scope joint, Towers towers, int index, JointConfig config) {
        var scope = joint.in(index);
        return new JointBlock(
                Branch.of(scope.in("video"), towers.video(), index, config),
                Branch.of(scope.in("audio"), towers.audio(), index, config),
                config.attention());
    }

    Streams apply(Streams streams, Interaction interaction) {
        var forVideo = video.modulation.apply(streams.video.condition);
        var forAudio = audio.modulation.apply(streams.audio.condition);
        var videoHeads = heads(video, streams.video, forVideo);
        var audioHeads = heads(audio, streams.audio, forAudio);
        var memory = JointMemory.of(videoHeads, audioHeads, config.kvDownsample());
        var toVideo = memory.toVideo(videoHeads.get(0), interaction, config.queryChunkVideo());
        var toAudio = memory.toAudio(audioHeads.get(0), interaction, config.queryChunkAudio());
        var left = leave(video, streams.video, forVideo, toVideo);
        var right = leave(audio, streams.audio, forAudio, toAudio);
        return new Streams(left, right.with(Cut.after(right.tokens)));
    }

    private static List<Tensor> heads(Branch branch, Stream stream, List<Modulation.Branch> modulation) {
        return branch.attention.split(modulation.get(0).enter(stream.tokens), stream.clock);
    }

    private static Stream leave(Branch branch, Stream stream, List<Modulation.Branch> modulation, Tensor attended) {
        var mixed = modulation.get(0).leave(stream.tokens, branch.attention.join(attended));
        var change = branch.feedForward.apply(modulation.get(1).enter(mixed));
        return stream.with(modulation.get(1).leave(mixed, change));
    }
}
