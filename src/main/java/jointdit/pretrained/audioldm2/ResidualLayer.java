package jointdit.pretrained.audioldm2;

import java.util.List;
import java.util.stream.IntStream;
import jointdit.nn.Context;
import jointdit.nn.ResnetBlock;
import jointdit.nn.Transformer2D;
import jointdit.pretrained.audioldm2.AudioLdm2UNetConfig.Attentions;
import jointdit.pretrained.unet.Layer;
import jointdit.pretrained.unet.UNetState;
import jointdit.tensor.Scope;

/** A residual block and the transformers after it, one per context; published as parts of their level. */
record ResidualLayer(ResnetBlock resnet, List<Transformer2D> transformers, Attentions attentions)
        implements Layer<List<Context>> {
    ResidualLayer {
        transformers = List.copyOf(transformers);
    }

    /** The layer {@code index} of the level at {@code level}. */
    static ResidualLayer of(Scope level, int index, ResnetBlock.Sizes sizes, Attentions attentions) {
        var widths = attentions.contextWidths();
        return new ResidualLayer(
                ResnetBlock.of(level.in("resnets").in(index), sizes),
                IntStream.range(0, widths.size())
                        .mapToObj(i -> Transformer2D.of(
                                level.in("attentions").in(index * widths.size() + i),
                                attentions.sizes(),
                                widths.get(i)))
                        .toList(),
                attentions);
    }

    /** Where there is one context only, it stands for both. */
    @Override
    public UNetState<List<Context>> apply(UNetState<List<Context>> state) {
        var contexts = state.condition();
        var sample = resnet.apply(state.sample(), state.time());
        for (var i = 0; i < transformers.size(); i++) {
            sample = attentions.contextWidths().get(i).isEmpty()
                    ? transformers.get(i).apply(sample)
                    : transformers.get(i).apply(sample, contexts.get(i <= 1 ? 0 : contexts.size() - 1));
        }
        return state.with(sample);
    }
}
