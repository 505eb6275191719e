package jointdit.golden;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jointdit.pretrained.vocoder.HifiGan;
import jointdit.pretrained.vocoder.HifiGanConfig;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.tensor.Shape;

/** The vocoder of AudioLDM2, of a batch and of its first spectrogram alone. */
final class VocoderRecomputation implements Recomputation {
    @Override
    public boolean fits(Golden golden) {
        return golden.isOf("SpeechT5HifiGan");
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var batch = golden.input("spectrogram");
        var frames = batch.shape().size(1);
        var bins = batch.shape().size(2);
        var first = Array.of(Shape.of(frames, bins), Arrays.copyOf(batch.floats(), frames * bins));
        var all = new HashMap<>(run(golden, "output.waveform_unbatched", first));
        all.putAll(run(golden, "output.waveform", batch));
        return all;
    }

    private static Map<String, Array> run(Golden golden, String output, Array spectrogram) {
        var graph = Graph.trace(Precision.FLOAT32, List.of(spectrogram.spec()), scope -> {
            var vocoder = HifiGan.of(scope, HifiGanConfig.read(golden.model().config()));
            return in -> List.of(vocoder.apply(in.get(0)));
        });
        return golden.run(graph, golden.weights(graph, HifiGan.NAMES), List.of(output), spectrogram);
    }
}
