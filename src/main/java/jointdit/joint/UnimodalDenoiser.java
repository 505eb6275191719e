package jointdit.joint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jointdit.diffusion.NoiseLevel;
import jointdit.diffusion.Preconditioning;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.tensor.Scope;
import jointdit.tensor.Spec;
import jointdit.tensor.Tensor;

/**
 * One tower of a joint model by itself: the unimodal denoiser that the model is made of, without joint blocks.
 *
 * <pre>
 * latents  (B, F, C, H, W) or (B, C, T, M)  noisy
 * sigma    (B,)                             noise level
 * picture  (B, C, H, W)                     latents of the first frame
 * text     (B, W)                           hashed bag of words
 * keep     (B, 2)                           1 or 0: text, picture
 * then what the tower takes of its own
 * </pre>
 */
public enum UnimodalDenoiser {
    VIDEO(JointConfig::video, JointConfig::videoScales, JointConfig::videoNoise) {
        @Override
        Tower<?> tower(Scope scope, JointConfig model, LatentShape shape) {
            return model.video().video(scope.in("video"), model, shape);
        }
    },
    AUDIO(JointConfig::audio, JointConfig::audioScales, JointConfig::audioNoise) {
        @Override
        Tower<?> tower(Scope scope, JointConfig model, LatentShape shape) {
            return model.audio().audio(scope.in("audio"), model, shape);
        }
    };

    private static final int COMMON = 5;

    private final Function<JointConfig, TowerConfig> config;
    private final Function<JointConfig, Preconditioning> scales;
    private final Function<JointConfig, NoiseLevel> noise;

    UnimodalDenoiser(
            Function<JointConfig, TowerConfig> config,
            Function<JointConfig, Preconditioning> scales,
            Function<JointConfig, NoiseLevel> noise) {
        this.config = config;
        this.scales = scales;
        this.noise = noise;
    }

    abstract Tower<?> tower(Scope scope, JointConfig model, LatentShape shape);

    /** Inputs for a batch of {@code clips}. */
    public List<Spec> inputs(JointConfig model, LatentShape shape, int clips) {
        var joint = JointDiT.inputs(model, shape, clips);
        var all = new ArrayList<>(
                List.of(joint.get(ordinal()), Spec.floats(clips), joint.get(3), joint.get(4), Spec.floats(clips, 2)));
        all.addAll(config.apply(model).conditions(clips));
        return List.copyOf(all);
    }

    /** Graph of its clean estimate for the {@link #inputs}. */
    public Graph trace(JointConfig model, LatentShape shape, int clips) {
        return Graph.trace(Precision.FLOAT32, inputs(model, shape, clips), scope -> {
            var tower = tower(scope, model, shape);
            return in -> List.of(denoise(scope, tower, model, in));
        });
    }

    private Tensor denoise(Scope scope, Tower<?> tower, JointConfig model, List<Tensor> in) {
        var noisy = in.get(0);
        var spread = JointDiT.spread(in.get(1), noisy.shape().rank());
        var conditions = Conditions.of(in.get(2), in.get(3), in.get(4)).with(in.subList(COMMON, in.size()));
        var told = noise.apply(model).told(scope, in.get(1));
        Lane<?> lane = Lane.enter(tower, scales.apply(model).input(noisy, spread), told, conditions);
        for (var i = 0; i < config.apply(model).depth(); i++) {
            lane = lane.expert(i);
        }
        return scales.apply(model).denoised(lane.output(), noisy, spread);
    }
}
