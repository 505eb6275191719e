package jointdit.pretrained.svd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import jointdit.nn.Downsample;
import jointdit.nn.Upsample;
import jointdit.pretrained.svd.SpatioTemporalLayer.Sizes;
import jointdit.pretrained.unet.DownStage;
import jointdit.pretrained.unet.Layer;
import jointdit.pretrained.unet.MiddleStage;
import jointdit.pretrained.unet.Stage;
import jointdit.pretrained.unet.UpStage;
import jointdit.tensor.Scope;

/** Stages of the video UNet at the levels of its config; the eps of each kind are those of diffusers. */
record Levels(Scope scope, UNetSpatioTemporalConfig config) {
    private static final double ATTENDING_DOWN_EPS = 1e-6;
    private static final double PLAIN_DOWN_EPS = 1e-5;
    private static final double MIDDLE_EPS = 1e-5;
    private static final double UP_EPS = 1e-6;

    /** The levels on the way down, the middle, the levels on the way up. */
    List<Stage<VideoContext>> stages() {
        var count = config.levels().size();
        var stages = new ArrayList<Stage<VideoContext>>();
        IntStream.range(0, count).forEach(i -> stages.add(down(i)));
        stages.add(middle());
        IntStream.range(0, count).forEach(i -> stages.add(up(i)));
        return List.copyOf(stages);
    }

    /** {@code CrossAttnDownBlockSpatioTemporal} or {@code DownBlockSpatioTemporal}. */
    private DownStage<VideoContext> down(int index) {
        var place = scope.in("down_blocks").in(index);
        var level = config.levels().get(index);
        var channels = level.channels();
        var sizes = sizes(level, level.downAttends(), level.downAttends() ? ATTENDING_DOWN_EPS : PLAIN_DOWN_EPS);
        var inputs = config.levels().get(Math.max(0, index - 1)).channels();
        return new DownStage<>(
                place,
                layers(level.layers(), i -> SpatioTemporalLayer.of(place, i, i == 0 ? inputs : channels, sizes)),
                index == config.levels().size() - 1
                        ? Optional.empty()
                        : Optional.of(Downsample.of(place.in("downsamplers.0"), channels)));
    }

    /** {@code UNetMidBlockSpatioTemporal}: the second layer has no transformer. */
    private MiddleStage<VideoContext> middle() {
        var place = scope.in("mid_block");
        var level = config.levels().get(config.levels().size() - 1);
        return new MiddleStage<>(
                place,
                layers(2, i -> SpatioTemporalLayer.of(place, i, level.channels(), sizes(level, i == 0, MIDDLE_EPS))));
    }

    /**
     * Block {@code index} on the way up, which is of the level as far from the coarsest:
     * {@code CrossAttnUpBlockSpatioTemporal} or {@code UpBlockSpatioTemporal}.
     */
    private UpStage<VideoContext> up(int index) {
        var place = scope.in("up_blocks").in(index);
        var levels = config.levels();
        var at = levels.size() - 1 - index;
        var level = levels.get(at);
        var channels = level.channels();
        var sizes = sizes(level, level.upAttends(), UP_EPS);
        var below = levels.get(Math.min(at + 1, levels.size() - 1)).channels();
        var above = levels.get(Math.max(at - 1, 0)).channels();
        return new UpStage<>(
                place,
                layers(level.layers() + 1, i -> {
                    var inputs = (i == 0 ? below : channels) + (i == level.layers() ? above : channels);
                    return SpatioTemporalLayer.of(place, i, inputs, sizes);
                }),
                at == 0 ? Optional.empty() : Optional.of(Upsample.of(place.in("upsamplers.0"), channels)));
    }

    private Sizes sizes(UNetSpatioTemporalConfig.Level level, boolean attends, double eps) {
        return new Sizes(
                level.channels(),
                config.timeWidth(),
                eps,
                Optional.of(level.transformer()).filter(t -> attends));
    }

    private static List<Layer<VideoContext>> layers(int count, IntFunction<Layer<VideoContext>> layer) {
        return IntStream.range(0, count).mapToObj(layer).toList();
    }
}
