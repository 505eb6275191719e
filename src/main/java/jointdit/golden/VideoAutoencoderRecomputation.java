package jointdit.golden;

import java.util.List;
import java.util.Map;
import jointdit.pretrained.vae.AutoencoderConfig;
import jointdit.pretrained.vae.AutoencoderKLTemporalDecoder;
import jointdit.pretrained.vae.Posterior;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;

/** The autoencoder of videos. */
final class VideoAutoencoderRecomputation implements Recomputation {
    private static final List<String> OUTPUTS = List.of(
            "output.moments",
            "output.mean",
            "output.logvar",
            "output.std",
            "output.mode",
            "output.decoded",
            "output.decoded_nf1");

    @Override
    public boolean fits(Golden golden) {
        return golden.isOf("AutoencoderKLTemporalDecoder");
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var pixels = golden.input("frames");
        var latents = golden.input("z");
        var config = AutoencoderConfig.readTemporal(golden.model().config());
        var graph = Graph.trace(
                Precision.FLOAT32,
                List.of(pixels.spec(), latents.spec()),
                scope -> network(golden, AutoencoderKLTemporalDecoder.of(scope, config)));
        var names = AutoencoderKLTemporalDecoder.NAMES;
        var results = golden.run(graph, golden.weights(graph, names), OUTPUTS, pixels, latents);
        return AutoencoderRecomputation.withLow(
                results, golden.run(graph, golden.lowVariance(graph, names), OUTPUTS, pixels, latents));
    }

    /** Decodes clips, then the first pictures each on its own. */
    private static Graph.Network network(Golden golden, AutoencoderKLTemporalDecoder net) {
        var frames = golden.meta().integer("num_frames");
        var alone = golden.value("output.decoded_nf1").shape().size(0);
        return in -> {
            var moments = net.encode(in.get(0));
            var posterior = Posterior.of(moments);
            return List.of(
                    moments,
                    posterior.mean(),
                    posterior.logVariance(),
                    posterior.deviation(),
                    posterior.mean(),
                    net.decode(in.get(1), frames),
                    net.decode(in.get(1).slice(0, 0, alone), 1));
        };
    }
}
