package jointdit.job;

import java.util.List;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.vae.AutoencoderConfig;
import jointdit.pretrained.vae.AutoencoderKLTemporalDecoder;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Precision;
import jointdit.tensor.Spec;
import jointdit.tensor.Weights;

/** The encoder of Stable Video Diffusion's autoencoder, with random weights that works of all sizes share. */
final class BenchEncoder implements AutoCloseable {
    private final AutoencoderConfig config;
    private final Weights weights;

    /** @param vae its settings in the jar */
    BenchEncoder(String vae) {
        config = AutoencoderConfig.readTemporal(ModelConfig.shipped(vae));
        weights = Weights.initial(
                Layout.frozen(graph(1, config.levels().reduction()).parameters()), Device.cpu(), 1);
    }

    /** Encodes pictures together; to be closed before this. */
    BenchWork of(int pictures, int side) {
        return new BenchProgram(graph(pictures, side), weights);
    }

    private Graph graph(int pictures, int side) {
        var pixels = Spec.floats(pictures, config.inputs(), side, side);
        return Graph.trace(Precision.FLOAT32, List.of(pixels), scope -> {
            var network = AutoencoderKLTemporalDecoder.of(scope, config);
            return in -> List.of(network.encode(in.get(0)));
        });
    }

    @Override
    public void close() {
        weights.close();
    }
}
