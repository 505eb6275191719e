package jointdit.job;

import static jointdit.config.Check.argument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import jointdit.joint.LatentShape;
import jointdit.nn.Context;
import jointdit.pretrained.ModelConfig;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.audioldm2.AudioLdm2UNet;
import jointdit.pretrained.audioldm2.AudioLdm2UNetConfig;
import jointdit.pretrained.svd.UNetSpatioTemporalConditionModel;
import jointdit.pretrained.svd.UNetSpatioTemporalConfig;
import jointdit.pretrained.vae.AutoencoderConfig;
import jointdit.pretrained.vae.AutoencoderKL;
import jointdit.pretrained.vae.AutoencoderKLTemporalDecoder;
import jointdit.pretrained.vocoder.HifiGan;
import jointdit.pretrained.vocoder.HifiGanConfig;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.tensor.Spec;

/**
 * Published networks by themselves, traced for the latents of one clip.
 *
 * @param config which network
 * @param shape of the latents; the networks' own channels stand for those given here
 * @param precision arithmetic of products
 */
record PublishedGraphs(ModelConfig config, LatentShape shape, Precision precision) {
    /** Tokens that AudioLDM2's language model writes, and of a usual prompt. */
    private static final int[] TOKENS = {8, 64};
    /** Mel frames of a latent frame. */
    private static final int MELS = 4;

    /**
     * Reads a network's settings and traces it.
     *
     * @param network a folder with {@code config.json}, that file, or the name of one in the jar
     * @return by name; an autoencoder has two halves
     * @throws IllegalArgumentException if it is no network that is known here
     */
    static List<Entry<String, Graph>> of(String network, LatentShape shape, Precision precision) {
        return new PublishedGraphs(config(network), shape, precision).graphs();
    }

    private static ModelConfig config(String network) {
        var path = Path.of(network);
        if (Files.isDirectory(path)) {
            return ModelFolder.of(path).config();
        }
        return Files.isRegularFile(path) ? ModelConfig.read(path) : ModelConfig.shipped(network);
    }

    private List<Entry<String, Graph>> graphs() {
        var kind = config.className().orElse("of no name");
        return switch (kind) {
            case UNetSpatioTemporalConfig.CLASS -> List.of(Map.entry("SVD UNet", svd()));
            case "AudioLDM2UNet2DConditionModel" -> List.of(Map.entry("AudioLDM2 UNet", audioldm2()));
            case "AutoencoderKLTemporalDecoder" -> frames();
            case "AutoencoderKL" -> spectrograms();
            case "SpeechT5HifiGan" -> List.of(Map.entry("vocoder", vocoder()));
            default ->
                throw new IllegalArgumentException("Wanted a UNet, autoencoder or vocoder of SVD or AudioLDM2, found "
                        + kind + " in " + config.place());
        };
    }

    private Graph svd() {
        var sizes = UNetSpatioTemporalConfig.read(config);
        var context = sizes.levels().get(0).transformer().contextWidth();
        var inputs = List.of(
                Spec.floats(1, shape.frames(), sizes.inputs(), shape.height(), shape.width()),
                Spec.floats(),
                Spec.floats(1, 1, context),
                Spec.floats(1, sizes.ids()));
        return Graph.trace(precision, inputs, scope -> {
            var net = UNetSpatioTemporalConditionModel.of(scope, sizes);
            return in -> List.of(net.apply(in.get(0), in.get(1), in.get(2), in.get(3)));
        });
    }

    private Graph audioldm2() {
        var sizes = AudioLdm2UNetConfig.read(config);
        var widths = sizes.levels().get(0).attentions().contextWidths().stream()
                .flatMap(Optional::stream)
                .toList();
        argument(widths.size() <= TOKENS.length, "Wanted at most 2 contexts in %s, found %s", config.place(), widths);
        var inputs = new ArrayList<Spec>();
        inputs.add(Spec.floats(1, sizes.inputs(), shape.audioFrames(), shape.audioBins()));
        inputs.add(Spec.floats());
        for (var i = 0; i < widths.size(); i++) {
            inputs.add(Spec.floats(1, TOKENS[i], widths.get(i)));
        }
        return Graph.trace(precision, inputs, scope -> {
            var net = AudioLdm2UNet.of(scope, sizes);
            return in -> {
                var streams = in.subList(2, in.size()).stream().map(Context::of).toList();
                return List.of(net.apply(in.get(0), in.get(1), streams));
            };
        });
    }

    private List<Entry<String, Graph>> frames() {
        var sizes = AutoencoderConfig.readTemporal(config);
        var times = sizes.levels().reduction();
        var frames = shape.frames();
        var pixels = Spec.floats(frames, sizes.inputs(), times * shape.height(), times * shape.width());
        var latents = Spec.floats(frames, sizes.latents(), shape.height(), shape.width());
        var encoder = Graph.trace(precision, List.of(pixels), scope -> {
            var net = AutoencoderKLTemporalDecoder.of(scope, sizes);
            return in -> List.of(net.encode(in.get(0)));
        });
        var decoder = Graph.trace(precision, List.of(latents), scope -> {
            var net = AutoencoderKLTemporalDecoder.of(scope, sizes);
            return in -> List.of(net.decode(in.get(0), frames));
        });
        return List.of(Map.entry("SVD VAE, encoding", encoder), Map.entry("SVD VAE, decoding", decoder));
    }

    private List<Entry<String, Graph>> spectrograms() {
        var sizes = AutoencoderConfig.read(config);
        var times = sizes.levels().reduction();
        var mels = Spec.floats(1, sizes.inputs(), times * shape.audioFrames(), times * shape.audioBins());
        var latents = Spec.floats(1, sizes.latents(), shape.audioFrames(), shape.audioBins());
        var encoder = Graph.trace(precision, List.of(mels), scope -> {
            var net = AutoencoderKL.of(scope, sizes);
            return in -> List.of(net.encode(in.get(0)));
        });
        var decoder = Graph.trace(precision, List.of(latents), scope -> {
            var net = AutoencoderKL.of(scope, sizes);
            return in -> List.of(net.decode(in.get(0)));
        });
        return List.of(Map.entry("VAE, encoding", encoder), Map.entry("VAE, decoding", decoder));
    }

    private Graph vocoder() {
        var sizes = HifiGanConfig.read(config);
        var mels = Spec.floats(1, MELS * shape.audioFrames(), sizes.bins());
        return Graph.trace(precision, List.of(mels), scope -> {
            var net = HifiGan.of(scope, sizes);
            return in -> List.of(net.apply(in.get(0)));
        });
    }
}
