package jointdit.joint;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import jointdit.diffusion.Preconditioning;
import jointdit.joint.JointBlock.Stream;
import jointdit.joint.JointBlock.Streams;
import jointdit.tensor.Scope;
import jointdit.tensor.Spec;
import jointdit.tensor.Tensor;

/**
 * The joint denoiser: two unimodal towers whose experts are followed by joint blocks.
 *
 * <pre>
 * video    (B, F, C, H, W)  noisy latents
 * audio    (B, C, T, M)     noisy latents
 * sigma    (B, 2)           noise levels of video and audio
 * picture  (B, C, H, W)     latents of the first frame
 * text     (B, W)           hashed bag of words
 * keep     (B, 4)           1 or 0: text, picture, audio to video, video to audio
 * </pre>
 *
 * @see <a
 *     href="https://openaccess.thecvf.com/content/CVPR2025/html/Wang_Animate_and_Sound_an_Image_CVPR_2025_paper.html">Wang
 *     et al. 2025, figure 2</a>
 */
public final class JointDiT {
    private final Tower video;
    private final Tower audio;
    private final List<JointBlock> blocks;
    private final Preconditioning preconditioning;
    private final int depth;

    private JointDiT(Scope scope, JointConfig config, LatentShape shape, boolean joint) {
        depth = config.video().depth();
        video = TransformerTower.video(scope.in("video"), config, shape);
        audio = TransformerTower.audio(scope.in("audio"), config, shape);
        blocks = IntStream.range(0, joint ? depth : 0)
                .mapToObj(i -> JointBlock.of(scope.in("joint").in(i), config))
                .toList();
        preconditioning = config.preconditioning();
    }

    /** Both towers and the joint blocks. */
    public static JointDiT of(Scope scope, JointConfig config, LatentShape shape) {
        return new JointDiT(scope, config, shape, true);
    }

    /** The two towers side by side, with no joint block. */
    public static JointDiT towersOnly(Scope scope, JointConfig config, LatentShape shape) {
        return new JointDiT(scope, config, shape, false);
    }

    /** Inputs of {@link #apply} for a batch of {@code clips}, in its order. */
    public static List<Spec> inputs(JointConfig config, LatentShape shape, int clips) {
        return List.of(
                Spec.floats(clips, shape.frames(), shape.videoChannels(), shape.height(), shape.width()),
                Spec.floats(clips, shape.audioChannels(), shape.audioFrames(), shape.audioBins()),
                Spec.floats(clips, 2),
                Spec.floats(clips, shape.videoChannels(), shape.height(), shape.width()),
                Spec.floats(clips, config.textWidth()),
                Spec.floats(clips, 4));
    }

    /** The networks' outputs F, video and audio, for the {@link #inputs}. */
    public List<Tensor> apply(List<Tensor> inputs) {
        var sigmaVideo = sigma(inputs.get(2), 0);
        var sigmaAudio = sigma(inputs.get(2), 1);
        var keep = inputs.get(5);
        var conditions = Conditions.of(inputs.get(3), inputs.get(4), keep.slice(1, 0, 2));
        var streams = new Streams(
                stream(video, inputs.get(0), sigmaVideo, conditions),
                stream(audio, sounds(inputs.get(1)), sigmaAudio, conditions));
        var interaction = Interaction.of(keep.slice(1, 2, 4));
        for (var i = 0; i < depth; i++) {
            streams = experts(i, streams);
            streams = i < blocks.size() ? blocks.get(i).apply(streams, interaction) : streams;
        }
        return List.of(
                video.output(streams.video().tokens(), streams.video().condition()),
                latents(audio.output(streams.audio().tokens(), streams.audio().condition())));
    }

    /** The clean latents it estimates, video and audio, for the {@link #inputs}. */
    public List<Tensor> denoise(List<Tensor> inputs) {
        var outputs = apply(inputs);
        var sigma = inputs.get(2);
        return List.of(
                preconditioning.denoised(outputs.get(0), inputs.get(0), spread(sigma(sigma, 0), 5)),
                preconditioning.denoised(outputs.get(1), inputs.get(1), spread(sigma(sigma, 1), 4)));
    }

    private Stream stream(Tower tower, Tensor noisy, Tensor sigma, Conditions conditions) {
        var condition = tower.condition(preconditioning.noise(sigma), conditions);
        var scaled = preconditioning.input(noisy, spread(sigma, noisy.shape().rank()));
        return new Stream(tower.input(scaled, conditions), condition, tower.clock());
    }

    private Streams experts(int index, Streams streams) {
        return new Streams(expert(video, index, streams.video()), expert(audio, index, streams.audio()));
    }

    private static Stream expert(Tower tower, int index, Stream stream) {
        return stream.with(tower.expert(index, stream.tokens(), stream.condition()));
    }

    private static Tensor sigma(Tensor sigmas, int modality) {
        return sigmas.select(1, modality);
    }

    /** (B,) to (B, 1, ..., 1) of {@code rank} axes. */
    static Tensor spread(Tensor sigma, int rank) {
        var sizes = new int[rank];
        Arrays.fill(sizes, 1);
        sizes[0] = sigma.size(0);
        return sigma.reshape(sizes);
    }

    /** (B, C, T, M) to (B, T, C, 1, M). */
    private static Tensor sounds(Tensor audio) {
        return audio.transpose(1, 2).unsqueeze(3);
    }

    /** (B, T, C, 1, M) to (B, C, T, M). */
    private static Tensor latents(Tensor sounds) {
        return sounds.squeeze(3).transpose(1, 2);
    }
}
