package jointdit.pretrained.clip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jointdit.tensor.Scope;
import jointdit.tensor.Tensor;

/** The blocks of a tower. */
record ClipTransformer(Scope scope, List<ClipBlock> blocks) {
    static ClipTransformer of(Scope scope, ClipNaming naming, ClipConfig.Blocks sizes) {
        var list = scope.in(naming.block.list());
        return new ClipTransformer(
                scope,
                IntStream.range(0, sizes.count())
                        .mapToObj(i -> ClipBlock.of(list.in(i), naming, sizes))
                        .toList());
    }

    /** The tokens, then what each block makes of them, all (B, N, D). */
    List<Tensor> apply(Tensor tokens, Optional<Tensor> mask) {
        var states = new ArrayList<Tensor>();
        states.add(tokens);
        for (var block : blocks) {
            states.add(block.apply(states.get(states.size() - 1), mask));
        }
        scope.returned(states.get(blocks.size()));
        return List.copyOf(states);
    }
}
