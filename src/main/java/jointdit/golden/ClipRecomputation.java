package jointdit.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import jointdit.pretrained.clip.ClipConfig;
import jointdit.pretrained.clip.ClipModel;
import jointdit.pretrained.clip.ClipStates;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/** CLIP, whole or one tower, under the names of transformers or of OpenAI. */
final class ClipRecomputation implements Recomputation {
    private static final List<String> BOTH = List.of(
            "output.get_text_features",
            "output.get_image_features",
            "output.encode_text",
            "output.encode_image",
            "output.text_embeds_normalized",
            "output.image_embeds_normalized",
            "output.logits_per_image",
            "output.logits_per_text");

    @Override
    public boolean fits(Golden golden) {
        if (!golden.model().exists()) {
            return false;
        }
        var config = golden.model().config();
        return config.has("vision_width")
                || config.className().filter(n -> n.startsWith("CLIP")).isPresent();
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var config = ClipConfig.read(golden.model().config());
        if (config.text().isEmpty()) {
            return vision(golden, config);
        }
        return config.vision().isEmpty() ? text(golden, config) : both(golden, config);
    }

    private static Map<String, Array> text(Golden golden, ClipConfig config) {
        var inputs = List.of(golden.input("input_ids"), golden.input("attention_mask"));
        var names = new ArrayList<>(names("text_embeds", ""));
        names.addAll(names("text_embeds", "_with_mask"));
        return run(golden, names, inputs, scope -> {
            var tower = ClipModel.of(scope, config).text().orElseThrow();
            return in -> Stream.of(tower.apply(in.get(0)), tower.applyMasked(in.get(0), in.get(1)))
                    .flatMap(states -> states(states).stream())
                    .toList();
        });
    }

    private static Map<String, Array> vision(Golden golden, ClipConfig config) {
        return run(golden, names("image_embeds", ""), List.of(golden.input("pixel_values")), scope -> {
            var tower = ClipModel.of(scope, config).vision().orElseThrow();
            return in -> states(tower.apply(in.get(0)));
        });
    }

    private static List<String> names(String embedding, String ending) {
        return Stream.of("penultimate_hidden_state", "last_hidden_state", "pooler_output", embedding)
                .map(name -> "output." + name + ending)
                .toList();
    }

    private static List<Tensor> states(ClipStates states) {
        return List.of(states.penultimate(), states.last(), states.pooled(), states.embedding());
    }

    private static Map<String, Array> both(Golden golden, ClipConfig config) {
        var inputs = List.of(input(golden, "input_ids", "text"), input(golden, "pixel_values", "image"));
        var results = run(golden, BOTH, inputs, scope -> {
            var model = ClipModel.of(scope, config);
            return in -> {
                var text = model.text().orElseThrow().apply(in.get(0)).embedding();
                var image = model.vision().orElseThrow().apply(in.get(1)).embedding();
                var logits = model.logitsPerImage(image, text);
                var units = List.of(ClipModel.unit(text), ClipModel.unit(image));
                return List.of(text, image, text, image, units.get(0), units.get(1), logits, logits.transpose(0, 1));
            };
        });
        results.replaceAll((name, array) -> name.endsWith("transformer") ? tokensFirst(array) : array);
        return results;
    }

    private static Array input(Golden golden, String name, String openAiName) {
        return golden.input(golden.has("input." + name) ? name : openAiName);
    }

    /** (B, N, D) to (N, B, D), which is how OpenAI's transformer goes. */
    private static Array tokensFirst(Array array) {
        var shape = array.shape();
        var swapped = new float[array.floats().length];
        for (var batch = 0; batch < shape.size(0); batch++) {
            for (var token = 0; token < shape.size(1); token++) {
                var from = (batch * shape.size(1) + token) * shape.size(2);
                var to = (token * shape.size(0) + batch) * shape.size(2);
                System.arraycopy(array.floats(), from, swapped, to, shape.size(2));
            }
        }
        return Array.of(shape.with(0, shape.size(1)).with(1, shape.size(0)), swapped);
    }

    private static Map<String, Array> run(
            Golden golden, List<String> names, List<Array> inputs, Function<Scope, Graph.Network> network) {
        var specs = inputs.stream().map(Array::spec).toList();
        var graph = Graph.trace(Precision.FLOAT32, specs, network);
        var weights = golden.weights(graph, ClipModel.NAMES);
        return new LinkedHashMap<>(golden.run(graph, weights, names, inputs.toArray(Array[]::new)));
    }
}
