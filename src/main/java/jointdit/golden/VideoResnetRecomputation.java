package jointdit.golden;

import static jointdit.tensor.Precision.FLOAT32;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import jointdit.nn.AlphaBlender;
import jointdit.nn.ResnetBlock;
import jointdit.nn.SpatioTemporalResBlock;
import jointdit.pretrained.ModelConfig;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;

/** Residual blocks within and across frames, on their own. */
final class VideoResnetRecomputation implements Recomputation {
    private static final int GROUPS = 32;

    @Override
    public boolean fits(Golden golden) {
        return golden.name().startsWith("module_st_resblock");
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var config = golden.model().config();
        var frames = golden.input("hidden_states");
        var stills = golden.input("image_only_indicator");
        var inputs = golden.has("input.temb") ? List.of(frames, golden.input("temb"), stills) : List.of(frames, stills);
        var graph = Graph.trace(FLOAT32, inputs.stream().map(Array::spec).toList(), scope -> {
            var block = SpatioTemporalResBlock.of(scope, sizes(config), temporalEps(config), merge(config));
            return in -> List.of(
                    in.size() == 3 ? block.apply(in.get(0), in.get(1), in.get(2)) : block.apply(in.get(0), in.get(1)));
        });
        return golden.run(graph, golden.moduleWeights(graph), List.of("output.out"), inputs.toArray(Array[]::new));
    }

    private static ResnetBlock.Sizes sizes(ModelConfig config) {
        var inputs = config.integer("in_channels");
        return new ResnetBlock.Sizes(
                inputs,
                config.integer("out_channels", inputs),
                config.has("temb_channels") ? config.integer("temb_channels") : 0,
                GROUPS,
                eps(config));
    }

    private static double eps(ModelConfig config) {
        return config.number("eps", 1e-6);
    }

    private static double temporalEps(ModelConfig config) {
        return config.number("temporal_eps", eps(config));
    }

    private static AlphaBlender.Merge merge(ModelConfig config) {
        var strategy = config.text("merge_strategy", "learned_with_images").toUpperCase(Locale.ROOT);
        return new AlphaBlender.Merge(
                AlphaBlender.Strategy.valueOf(strategy),
                config.flag("switch_spatial_to_temporal_mix", false)
                        ? AlphaBlender.ShareOf.TEMPORAL
                        : AlphaBlender.ShareOf.SPATIAL,
                config.number("merge_factor", 0.5));
    }
}
