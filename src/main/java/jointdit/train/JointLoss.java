package jointdit.train;

import java.util.ArrayList;
import java.util.List;
import jointdit.joint.JointConfig;
import jointdit.joint.JointDiT;
import jointdit.joint.LatentShape;
import jointdit.tensor.Graph;
import jointdit.tensor.Tensor;

/**
 * Weighted squared error of the clean latents of both modalities.
 *
 * <pre>
 * inputs   those of {@link JointDiT}, clean instead of noisy, then noise of the video and of the audio
 * outputs  loss (), video loss per clip (B,), audio loss per clip (B,)
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2206.00364">Karras et al. 2022, equation 8</a>
 */
final class JointLoss {
    private JointLoss() {}

    /** Traces the loss for batches of {@code clips}. */
    static Graph trace(JointConfig config, LatentShape shape, TrainConfig train) {
        var inputs = new ArrayList<>(JointDiT.inputs(config, shape, train.clips()));
        inputs.add(inputs.get(0));
        inputs.add(inputs.get(1));
        var loss = Graph.trace(train.precision(), inputs, scope -> {
            var model = train.stage().model(scope, config, shape);
            return in -> loss(model, config, train, in);
        });
        return train.checkpointing().apply(loss);
    }

    private static List<Tensor> loss(JointDiT model, JointConfig config, TrainConfig train, List<Tensor> in) {
        var sigma = in.get(2);
        var sigmaVideo = sigma.select(1, 0).reshape(-1, 1, 1, 1, 1);
        var sigmaAudio = sigma.select(1, 1).reshape(-1, 1, 1, 1);
        var noise = in.size() - 2;
        var noisy = new ArrayList<>(in.subList(0, noise));
        noisy.set(0, in.get(0).add(in.get(noise).mul(sigmaVideo)));
        noisy.set(1, in.get(1).add(in.get(noise + 1).mul(sigmaAudio)));
        var clean = model.denoise(noisy);
        var video = error(clean.get(0), in.get(0)).mul(config.videoScales().weight(sigma.select(1, 0)));
        var audio = error(clean.get(1), in.get(1)).mul(config.audioScales().weight(sigma.select(1, 1)));
        return List.of(video.mean().add(audio.mean().mul(train.audioWeight())), video, audio);
    }

    /** Mean squared difference of each clip, (B,). */
    private static Tensor error(Tensor estimate, Tensor clean) {
        return estimate.sub(clean).square().flatten(1, -1).mean(1);
    }
}
