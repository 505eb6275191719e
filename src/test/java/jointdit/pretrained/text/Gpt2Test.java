package jointdit.pretrained.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import jointdit.tensor.Array;
import jointdit.tensor.DataType;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Layout;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;
import jointdit.tensor.Spec;
import jointdit.tensor.Tensor;
import jointdit.tensor.Weights;
import org.junit.jupiter.api.Test;

class Gpt2Test {
    private static final Gpt2Config CONFIG = new Gpt2Config(8, 2, 2, 16, 7, 1e-5, 8);
    private static final List<Spec> INPUTS = List.of(Spec.floats(1, 3, 8), Spec.longs(1, 3));

    private static Graph.Network both(Scope scope) {
        var net = Gpt2.of(scope, CONFIG);
        return in -> List.of(net.generate(in.get(0), in.get(1), 4), repeated(net, in.get(0), in.get(1)));
    }

    /** The same without anything kept: a whole forward pass for every new token. */
    private static Tensor repeated(Gpt2 net, Tensor vectors, Tensor mask) {
        var all = vectors;
        var known = mask.to(DataType.FLOAT32);
        var one = known.slice(1, 0, 1);
        var written = new ArrayList<Tensor>();
        for (var i = 0; i < 4; i++) {
            var states = net.apply(all, known);
            written.add(states.slice(1, states.size(1) - 1, states.size(1)));
            all = Tensor.concat(List.of(all, written.get(i)), 1);
            known = Tensor.concat(List.of(known, one), 1);
        }
        return Tensor.concat(written, 1);
    }

    @Test
    void writingOnEqualsRepeatedForwardPasses() {
        var graph = Graph.trace(Precision.FLOAT32, INPUTS, Gpt2Test::both);
        var vectors = new float[24];
        for (var i = 0; i < vectors.length; i++) {
            vectors[i] = (float) Math.sin(i);
        }
        try (var weights = Weights.initial(Layout.frozen(graph.parameters()), Device.cpu(), 3);
                var program = new Program(graph, weights)) {
            var found = program.run(Array.of(Shape.of(1, 3, 8), vectors), Array.ofLongs(Shape.of(1, 3), 1, 0, 1));
            assertThat(found.get(0).shape()).isEqualTo(Shape.of(1, 4, 8));
            assertThat(found.get(0).floats()).containsExactly(found.get(1).floats(), within(1e-5f));
        }
    }

    @Test
    void longerSequencesThanPositionsAreRefused() {
        assertThatThrownBy(() -> Graph.trace(Precision.FLOAT32, INPUTS, scope -> {
                    var net = Gpt2.of(scope, CONFIG);
                    return in -> List.of(net.generate(in.get(0), in.get(1), 6));
                }))
                .hasMessageContaining("at most 7 tokens, found 8");
    }
}
