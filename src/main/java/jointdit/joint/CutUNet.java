package jointdit.joint;

import java.util.List;
import jointdit.pretrained.unet.Stage;
import jointdit.pretrained.unet.UNetState;
import jointdit.tensor.Tensor;

/**
 * The stages of a UNet, cut. Skips carry what each stage returned; what a joint block adds goes on through the middle.
 *
 * @param cut where
 * @param stages levels down, middle, levels up
 * @param <C> what the UNet is told beside the time
 */
record CutUNet<C>(UNetCut cut, List<Stage<C>> stages) {
    UNetState<C> input(UNetState<C> begun) {
        return run(cut.input(), begun);
    }

    UNetState<C> expert(int index, UNetState<C> state) {
        return run(cut.expert(index), state);
    }

    UNetState<C> output(UNetState<C> state) {
        return run(cut.output(), state);
    }

    private UNetState<C> run(List<Integer> indices, UNetState<C> state) {
        var now = state;
        for (var index : indices) {
            now = stages.get(index).apply(now);
        }
        return now;
    }

    /** Feature maps (B F, C, H, W) as tokens (B, F H W, C). */
    Tensor tokens(UNetState<C> state, int clips) {
        var maps = state.sample();
        return maps.permute(0, 2, 3, 1).reshape(clips, -1, maps.size(1));
    }

    /** The same state with the feature maps of other {@link #tokens}. */
    UNetState<C> with(UNetState<C> state, Tensor tokens) {
        var maps = state.sample();
        var pictures = tokens.reshape(maps.size(0), maps.size(2), maps.size(3), maps.size(1));
        return state.with(pictures.permute(0, 3, 1, 2));
    }
}
