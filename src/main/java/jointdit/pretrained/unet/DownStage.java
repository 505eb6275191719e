package jointdit.pretrained.unet;

import java.util.List;
import java.util.Optional;
import jointdit.nn.Downsample;
import jointdit.tensor.Scope;

/**
 * A level on the way down: keeps what each layer and the downsampling return.
 *
 * @param scope where it stands
 * @param layers in their order
 * @param downsample at the end of all levels but the coarsest
 * @param <C> what the UNet is told beside the time
 */
public record DownStage<C>(Scope scope, List<Layer<C>> layers, Optional<Downsample> downsample) implements Stage<C> {
    public DownStage {
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
            now = layer.apply(now).cut().kept();
        }
        if (downsample.isPresent()) {
            now = now.with(downsample.get().apply(now.sample())).cut().kept();
        }
        return now.with(scope.returned(now.sample()));
    }
}
