package jointdit.pretrained.audioldm2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import jointdit.nn.Context;
import jointdit.nn.Downsample;
import jointdit.nn.Upsample;
import jointdit.pretrained.unet.DownStage;
import jointdit.pretrained.unet.Layer;
import jointdit.pretrained.unet.MiddleStage;
import jointdit.pretrained.unet.Stage;
import jointdit.pretrained.unet.UpStage;
import jointdit.tensor.Scope;

/** Stages of the UNet at the levels of its config. */
record Levels(Scope scope, AudioLdm2UNetConfig config) {
    /** The levels on the way down, the middle, the levels on the way up. */
    List<Stage<List<Context>>> stages() {
        var count = config.levels().size();
        var stages = new ArrayList<Stage<List<Context>>>();
        IntStream.range(0, count).forEach(i -> stages.add(down(i)));
        stages.add(middle());
        IntStream.range(0, count).forEach(i -> stages.add(up(i)));
        return List.copyOf(stages);
    }

    private DownStage<List<Context>> down(int index) {
        var place = scope.in("down_blocks").in(index);
        var level = config.levels().get(index);
        var channels = level.channels();
        var inputs = config.levels().get(Math.max(0, index - 1)).channels();
        return new DownStage<>(
                place,
                layers(level.layers(), i -> {
                    var sizes = config.resnet(i == 0 ? inputs : channels, channels);
                    return ResidualLayer.of(place, i, sizes, level.down());
                }),
                index == config.levels().size() - 1
                        ? Optional.empty()
                        : Optional.of(Downsample.of(place.in("downsamplers").in(0), channels)));
    }

    /** The second layer has no transformers. */
    private MiddleStage<List<Context>> middle() {
        var place = scope.in("mid_block");
        var level = config.coarsest();
        var sizes = config.resnet(level.channels(), level.channels());
        return new MiddleStage<>(
                place,
                List.of(
                        ResidualLayer.of(place, 0, sizes, level.attentions()),
                        ResidualLayer.of(place, 1, sizes, level.attentions().none())));
    }

    /** Block {@code index} on the way up, which is of the level as far from the coarsest. */
    private UpStage<List<Context>> up(int index) {
        var place = scope.in("up_blocks").in(index);
        var levels = config.levels();
        var at = levels.size() - 1 - index;
        var level = levels.get(at);
        var channels = level.channels();
        var below = levels.get(Math.min(at + 1, levels.size() - 1)).channels();
        var above = levels.get(Math.max(at - 1, 0)).channels();
        return new UpStage<>(
                place,
                layers(level.layers() + 1, i -> {
                    var inputs = (i == 0 ? below : channels) + (i == level.layers() ? above : channels);
                    return ResidualLayer.of(place, i, config.resnet(inputs, channels), level.up());
                }),
                at == 0
                        ? Optional.empty()
                        : Optional.of(Upsample.of(place.in("upsamplers").in(0), channels)));
    }

    private static List<Layer<List<Context>>> layers(int count, IntFunction<Layer<List<Context>>> layer) {
        return IntStream.range(0, count).mapToObj(layer).toList();
    }
}
