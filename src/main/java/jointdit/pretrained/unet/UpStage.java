package jointdit.pretrained.unet;

import java.util.List;
import java.util.Optional;
import jointdit.nn.Upsample;
import jointdit.tensor.Scope;

/**
 * A level on the way up: each layer takes a skip beside its input.
 *
 * @param scope where it stands
 * @param layers in their order, one more than on the way down
 * @param upsample at the end of all levels but the finest, to the size of the next skip
 * @param <C> what the UNet is told beside the time
 */
public record UpStage<C>(Scope scope, List<Layer<C>> layers, Optional<Upsample> upsample) implements Stage<C> {
    public UpStage {
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
            now = layer.apply(now.joined()).cut();
        }
        if (upsample.isPresent()) {
            var size = now.skip();
            now = now.with(upsample.get().apply(now.sample(), size.size(2), size.size(3)));
        }
        return now.with(scope.returned(now.sample()));
    }
}
