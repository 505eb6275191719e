package jointdit.joint;

import java.util.List;
import java.util.stream.IntStream;
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
        var toVideo = new Attended(
                memory.toVideo(videoHeads.get(0), interaction, config.queryChunkVideo()), config.queryChunkVideo());
        var toAudio = new Attended(
                memory.toAudio(audioHeads.get(0), interaction, config.queryChunkAudio()), config.queryChunkAudio());
        var left = leave(video, streams.video, forVideo, toVideo);
        var right = leave(audio, streams.audio, forAudio, toAudio);
        return new Streams(left, right.with(Cut.after(right.tokens)));
    }

    private static List<Tensor> heads(Branch branch, Stream stream, List<Modulation.Branch> modulation) {
        return branch.attention.split(modulation.get(0).enter(stream.tokens), stream.clock);
    }

    /**
     * What the tokens of one modality found.
     *
     * @param heads (B, H, N, D)
     * @param chunk tokens that go on at a time, 0 for all
     */
    private record Attended(Tensor heads, int chunk) {
        List<Chunk> chunks() {
            var count = heads.size(2);
            var step = chunk == 0 ? count : Math.min(chunk, count);
            return IntStream.iterate(0, from -> from < count, from -> from + step)
                    .mapToObj(from -> new Chunk(from, Math.min(count, from + step)))
                    .toList();
        }
    }

    /** Tokens from one to before another. */
    private record Chunk(int from, int to) {
        Tensor of(Tensor tokens, int axis) {
            return to - from == tokens.size(axis) ? tokens : tokens.slice(axis, from, to);
        }
    }

    /** In chunks: once it has attended, no token needs another. */
    private static Stream leave(Branch branch, Stream stream, List<Modulation.Branch> modulation, Attended attended) {
        var parts = attended.chunks().stream()
                .map(chunk -> leave(branch, chunk.of(stream.tokens, 1), modulation, chunk.of(attended.heads, 2)))
                .toList();
        return stream.with(parts.size() == 1 ? parts.get(0) : Tensor.concat(parts, 1));
    }

    private static Tensor leave(Branch branch, Tensor tokens, List<Modulation.Branch> modulation, Tensor attended) {
        var mixed = modulation.get(0).leave(tokens, branch.attention.join(attended));
        var change = branch.feedForward.apply(modulation.get(1).enter(mixed));
        return modulation.get(1).leave(mixed, change);
    }
}
