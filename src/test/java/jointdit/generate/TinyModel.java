package jointdit.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jointdit.codec.AudioCodecConfig;
import jointdit.codec.Codec;
import jointdit.codec.CodecConfig;
import jointdit.codec.PcaBasis;
import jointdit.codec.PcaCodecs;
import jointdit.codec.VideoCodecConfig;
import jointdit.diffusion.GuidanceConfig;
import jointdit.diffusion.NoiseLevel;
import jointdit.diffusion.Preconditioning;
import jointdit.diffusion.SamplingConfig;
import jointdit.diffusion.Solver;
import jointdit.joint.AttentionConfig;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.joint.Mode;
import jointdit.joint.Sampler;
import jointdit.joint.TowerConfig;
import jointdit.tensor.AdamW;
import jointdit.tensor.Device;
import jointdit.tensor.Layout;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Shape;
import jointdit.tensor.Weights;

/** A model of random weights, every one of them, and a codec for clips of 16x16 pixels and half a second. */
public final class TinyModel {
    public static final Codec CODEC = PcaCodecs.of(
            new CodecConfig(16, 16, 8, new VideoCodecConfig.Pca(4, 8, 1), new AudioCodecConfig.Pca(4, 4, 1)),
            firstOf(48, 8),
            firstOf(16, 4));
    public static final JointConfig MODEL = new JointConfig(
            new TowerConfig.Transformer(16, 1, 2, 1, 2, 2),
            new TowerConfig.Transformer(16, 1, 2, 1, 1, 16),
            2,
            Optional.empty(),
            8,
            new NoiseLevel.LogNormal(0, 1.4),
            new NoiseLevel.LogNormal(0.2, 1.2),
            new Preconditioning.Edm(1),
            Optional.empty(),
            1,
            1,
            AttentionConfig.WHOLE,
            Optional.empty());
    public static final LatentShape SHAPE = new LatentShape(4, 8, 4, 4, 8, 4, 13, 16);

    private TinyModel() {}

    /** Three Heun steps. */
    public static GenerateConfig config(GuidanceConfig guidance, Mode mode) {
        var sampling = new SamplingConfig(Solver.HEUN, 3, 0.02, 20, 7);
        return new GenerateConfig(
                sampling,
                guidance,
                mode,
                Precision.FLOAT32,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static Generator generator() {
        return new Generator(weights(), MODEL, SHAPE, CODEC);
    }

    /** Writes a checkpoint as training does. */
    public static Checkpoint checkpoint(Path folder) {
        try (var weights = weights()) {
            Files.createDirectories(folder);
            var info = new CheckpointInfo(MODEL, SHAPE, CODEC.fingerprint(), "table", "B", 7, 1, "commit", "{}", "");
            var optimiser = new AdamW.State(0, new float[0], new float[0]);
            return Checkpoint.write(folder, info, new Checkpoint.State(weights, weights, optimiser));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Weights weights() {
        var parameters = Sampler.trace(MODEL, SHAPE, 1, Precision.FLOAT32).parameters();
        var weights = Weights.zeros(Layout.frozen(parameters), Device.cpu());
        for (var parameter : parameters) {
            var size = Math.toIntExact(parameter.shape().elements());
            var values = Noise.normal(Shape.of(size), Noise.seed(1, parameter.name()))
                    .floats();
            for (var i = 0; i < size; i++) {
                values[i] *= 0.3f;
            }
            weights.set(parameter.name(), FloatBuffer.wrap(values));
        }
        return weights;
    }

    /** The first values of a row as its components. */
    private static PcaBasis firstOf(int width, int channels) {
        var components = new float[channels * width];
        var scale = new float[channels];
        for (var c = 0; c < channels; c++) {
            components[c * width + c] = 1;
            scale[c] = 0.5f;
        }
        return new PcaBasis(new float[width], components, scale);
    }
}
