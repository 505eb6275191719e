package jointdit.pretrained.unet;

import java.util.List;
import jointdit.tensor.Scope;

/**
 * The middle, at the size of the coarsest level.
 *
 * @param scope where it stands
 * @param layers in their order
 * @param <C> what the UNet is told beside the time
 */
public record MiddleStage<C>(Scope scope, List<Layer<C>> layers) implements Stage<C> {
    public MiddleStage {
        layers = List.copyOf(layers);
    }

    @Override
    public String name() {
        return scope.path();
    }

    @Override
    public UNetState<C> apply(UNetState<C> state) {
        var now = state;
        for (var layer : layers) {
            now = layer.apply(now).cut();
        }
        return now.with(scope.returned(now.sample()));
    }
}
