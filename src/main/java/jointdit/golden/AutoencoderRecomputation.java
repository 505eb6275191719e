package jointdit.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jointdit.pretrained.vae.AutoencoderConfig;
import jointdit.pretrained.vae.AutoencoderKL;
import jointdit.pretrained.vae.Posterior;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;

/** Autoencoders of pictures and of spectrograms. */
final class AutoencoderRecomputation implements Recomputation {
    private static final List<String> OUTPUTS = List.of(
            "output.moments",
            "output.mean",
            "output.logvar",
            "output.std",
            "output.mode",
            "output.sample_with_eps",
            "output.latent_scaled",
            "output.decoded_from_scaled",
            "output.decoded_from_mode",
            "output.decoded_from_eps");

    @Override
    public boolean fits(Golden golden) {
        return golden.isOf("AutoencoderKL");
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var pixels = golden.input("x");
        var noise = golden.input("eps");
        var config = AutoencoderConfig.read(golden.model().config());
        var graph = Graph.trace(
                Precision.FLOAT32,
                List.of(pixels.spec(), noise.spec()),
                scope -> network(config, AutoencoderKL.of(scope, config)));
        var results = golden.run(graph, golden.weights(graph, AutoencoderKL.NAMES), OUTPUTS, pixels, noise);
        var low = golden.run(graph, golden.lowVariance(graph, AutoencoderKL.NAMES), OUTPUTS, pixels, noise);
        return withLow(results, low);
    }

    /** Decodes a scaled sample, the mode, and noise, in the order of the golden's activations. */
    private static Graph.Network network(AutoencoderConfig config, AutoencoderKL net) {
        return in -> {
            var moments = net.encode(in.get(0));
            var posterior = Posterior.of(moments);
            var sample = posterior.sample(in.get(1));
            var scaled = sample.mul(config.scalingFactor());
            return List.of(
                    moments,
                    posterior.mean(),
                    posterior.logVariance(),
                    posterior.deviation(),
                    posterior.mean(),
                    sample,
                    scaled,
                    net.decode(scaled.div(config.scalingFactor())),
                    net.decode(posterior.mean()),
                    net.decode(in.get(1)));
        };
    }

    /** All of {@code results}, and the outputs of {@code low} with {@code _lowvar} after their names. */
    static Map<String, Array> withLow(Map<String, Array> results, Map<String, Array> low) {
        var all = new LinkedHashMap<>(results);
        low.forEach((name, value) -> {
            if (name.startsWith("output.")) {
                all.put(name + "_lowvar", value);
            }
        });
        return all;
    }
}
