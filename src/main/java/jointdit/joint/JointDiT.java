package jointdit.joint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jointdit.diffusion.Preconditioning;
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
    /** Number of the inputs of every model, which come before those that its towers take of their own. */
    public static final int COMMON = 6;

    private final Scope scope;
    private final Towers towers;
    private final List<JointBlock> blocks;
    private final Optional<PictureProjection> pictureProjection;
    private final JointConfig config;

    private JointDiT(Scope scope, JointConfig config, LatentShape shape, boolean joint) {
        config.requireLength(shape);
        this.scope = scope;
        this.config = config;
        towers = Towers.of(scope, config, shape);
        blocks = IntStream.range(0, joint ? config.video().depth() : 0)
                .mapToObj(i -> JointBlock.of(scope.in("joint"), towers, i, config))
                .toList();
        pictureProjection = joint ? pictureProjection() : Optional.empty();
    }

    /** Where the video tower takes an embedded first frame and the audio tower states of a language model. */
    private Optional<PictureProjection> pictureProjection() {
        if (!config.video().isPublished() || !config.audio().isPublished()) {
            return Optional.empty();
        }
        var width = config.video().conditions(1).get(0).shape().size(2);
        var language = config.audio().conditions(1).get(0).shape().elements();
        return Optional.of(PictureProjection.of(scope.in("joint.picture"), width, Math.toIntExact(language)));
    }

    /** Both towers and the joint blocks. */
    public static JointDiT of(Scope scope, JointConfig config, LatentShape shape) {
        return new JointDiT(scope, config, shape, true);
    }

    /** The two towers side by side, with no joint block. */
    public static JointDiT towersOnly(Scope scope, JointConfig config, LatentShape shape) {
        return new JointDiT(scope, config, shape, false);
    }

    /** Inputs of {@link #apply} for a batch of {@code clips}, in its order; then what each tower takes of its own. */
    public static List<Spec> inputs(JointConfig config, LatentShape shape, int clips) {
        var all = new ArrayList<>(List.of(
                Spec.floats(clips, shape.frames(), shape.videoChannels(), shape.height(), shape.width()),
                Spec.floats(clips, shape.audioChannels(), shape.audioFrames(), shape.audioBins()),
                Spec.floats(clips, 2),
                Spec.floats(clips, shape.videoChannels(), shape.height(), shape.width()),
                Spec.floats(clips, config.textWidth()),
                Spec.floats(clips, 4)));
        all.addAll(config.video().conditions(clips));
        all.addAll(config.audio().conditions(clips));
        return List.copyOf(all);
    }

    /** The networks' outputs F, video and audio, for the {@link #inputs}. */
    public List<Tensor> apply(List<Tensor> inputs) {
        var keep = inputs.get(5);
        var conditions = Conditions.of(inputs.get(3), inputs.get(4), keep.slice(1, 0, 2));
        var split = COMMON + config.video().conditions(1).size();
        var video = new Noisy(inputs.get(0), sigma(inputs.get(2), 0), config.videoScales());
        var audio = new Noisy(inputs.get(1), sigma(inputs.get(2), 1), config.audioScales());
        var toldVideo = config.videoNoise().told(scope, video.sigma());
        var toldAudio = config.audioNoise().told(scope, audio.sigma());
        var seen = conditions.with(inputs.subList(COMMON, split));
        var heard = conditions.with(inputs.subList(split, inputs.size()));
        return run(
                Lane.enter(towers.video(), video.scaled(), toldVideo, seen),
                Lane.enter(towers.audio(), audio.scaled(), toldAudio, withPicture(seen, heard)),
                Interaction.of(keep.slice(1, 2, 4)));
    }

    /** The conditions of the audio tower, which knows of the picture where there is no prompt. */
    private Conditions withPicture(Conditions seen, Conditions heard) {
        return pictureProjection
                .map(projection -> {
                    var own = new ArrayList<>(heard.own());
                    own.set(0, projection.apply(seen.own().get(0), own.get(0), heard));
                    return heard.with(own);
                })
                .orElse(heard);
    }

    /** Noisy latents of one modality. */
    private record Noisy(Tensor latents, Tensor sigma, Preconditioning scales) {
        Tensor scaled() {
            return scales.input(latents, spread(sigma, latents.shape().rank()));
        }
    }

    /** The networks' outputs, from before the first experts. */
    List<Tensor> run(Lane<?> beforeVideo, Lane<?> beforeAudio, Interaction interaction) {
        Lane<?> video = beforeVideo;
        Lane<?> audio = beforeAudio;
        for (var i = 0; i < config.video().depth(); i++) {
            video = video.expert(i);
            audio = audio.expert(i);
            if (i < blocks.size()) {
                var joined = blocks.get(i).apply(new Streams(video.stream(i), audio.stream(i)), interaction);
                video = video.with(joined.video());
                audio = audio.with(joined.audio());
            }
        }
        return List.of(video.output(), audio.output());
    }

    /** The clean latents it estimates, video and audio, for the {@link #inputs}. */
    public List<Tensor> denoise(List<Tensor> inputs) {
        var outputs = apply(inputs);
        var sigma = inputs.get(2);
        return List.of(
                config.videoScales().denoised(outputs.get(0), inputs.get(0), spread(sigma(sigma, 0), 5)),
                config.audioScales().denoised(outputs.get(1), inputs.get(1), spread(sigma(sigma, 1), 4)));
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
}
