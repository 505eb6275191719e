package jointdit.joint;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import jointdit.diffusion.NoiseLevel;
import jointdit.diffusion.Preconditioning;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Shape;
import jointdit.tensor.Weights;

/** A model of a few thousand weights, for tests. */
public final class TinyModel {
    private TinyModel() {}

    public static LatentShape shape() {
        return new LatentShape(4, 3, 4, 4, 8, 2, 6, 4);
    }

    public static JointConfig config() {
        return new JointConfig(
                new TowerConfig.Transformer(16, 2, 2, 1, 2, 2),
                new TowerConfig.Transformer(8, 2, 1, 2, 1, 4),
                2,
                Optional.empty(),
                5,
                new NoiseLevel.LogNormal(0.5, 1.2),
                new NoiseLevel.LogNormal(0, 1),
                new Preconditioning.Clean(1, 25),
                Optional.empty(),
                1,
                1,
                AttentionConfig.WHOLE,
                Optional.empty());
    }

    static Graph joint() {
        return Graph.trace(
                Precision.FLOAT32,
                JointDiT.inputs(config(), shape(), 2),
                scope -> JointDiT.of(scope, config(), shape())::apply);
    }

    static Graph towers() {
        return Graph.trace(
                Precision.FLOAT32,
                JointDiT.inputs(config(), shape(), 2),
                scope -> JointDiT.towersOnly(scope, config(), shape())::apply);
    }

    /** Fresh weights. */
    static Weights fresh(Graph graph) {
        return Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 3);
    }

    /** Weights in which no gate is zero any more. */
    static Weights stirred(Graph graph) {
        var weights = fresh(graph);
        stir(weights);
        return weights;
    }

    /** Adds noise to all weights of the flat part. */
    static void stir(Weights weights) {
        weights.layout().parameters().forEach(p -> {
            var noise = Noise.normal(p.shape(), Noise.seed(9, p.name())).floats();
            var values = weights.floats(p.name());
            for (var i = 0; i < values.length; i++) {
                values[i] += 0.2f * noise[i];
            }
            weights.set(p.name(), FloatBuffer.wrap(values));
        });
    }

    /** Video and audio outputs for noise of the given seeds in a mode. */
    static List<Array> run(Program program, long videoSeed, long audioSeed, Mode mode) {
        var specs = JointDiT.inputs(config(), shape(), 2);
        var toVideo = mode.toVideo() ? 1f : 0f;
        var toAudio = mode.toAudio() ? 1f : 0f;
        return program.run(
                Noise.normal(specs.get(0).shape(), videoSeed),
                Noise.normal(specs.get(1).shape(), audioSeed),
                Array.of(Shape.of(2, 2), 0.5f, 0.7f, 3f, 2f),
                Noise.normal(specs.get(3).shape(), 5),
                Noise.normal(specs.get(4).shape(), 6),
                Array.of(Shape.of(2, 4), 1, 1, toVideo, toAudio, 0, 1, toVideo, toAudio));
    }
}
