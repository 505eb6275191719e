package jointdit.golden;

import static jointdit.tensor.Precision.FLOAT32;

import java.util.List;
import java.util.Map;
import jointdit.nn.TransformerSpatioTemporalModel;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;

/** The transformer over the pictures of clips, on its own. */
final class VideoTransformerRecomputation implements Recomputation {
    @Override
    public boolean fits(Golden golden) {
        return golden.name().startsWith("module_st_transformer");
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var config = golden.model().config();
        var channels = config.integer("in_channels");
        var heads = config.integer("num_attention_heads");
        config.only("attention_head_dim", channels / heads);
        var sizes = new TransformerSpatioTemporalModel.Sizes(
                channels, config.integer("cross_attention_dim"), heads, config.integer("num_layers", 1));
        var input = golden.input("hidden_states");
        var context = golden.input("encoder_hidden_states");
        var stills = golden.input("image_only_indicator");
        var graph = Graph.trace(FLOAT32, List.of(input.spec(), context.spec(), stills.spec()), scope -> {
            var transformer = TransformerSpatioTemporalModel.of(scope, sizes);
            return in -> List.of(transformer.apply(in.get(0), in.get(1), in.get(2)));
        });
        return golden.run(graph, golden.moduleWeights(graph), List.of("output.out"), input, context, stills);
    }
}
