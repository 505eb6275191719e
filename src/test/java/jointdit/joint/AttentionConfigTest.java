package jointdit.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.tensor.Program;
import org.junit.jupiter.api.Test;

class AttentionConfigTest {
    private static List<Array> run(AttentionConfig attention) {
        var config = TinyModel.config().with(attention);
        var graph = Graph.trace(
                Precision.FLOAT32,
                JointDiT.inputs(config, TinyModel.shape(), 2),
                scope -> JointDiT.of(scope, config, TinyModel.shape())::apply);
        try (var weights = TinyModel.stirred(graph);
                var program = new Program(graph, weights)) {
            return TinyModel.run(program, 1, 2, Mode.FULL);
        }
    }

    @Test
    void aModelOfChunkedQueriesIsTheSame() {
        var whole = run(AttentionConfig.WHOLE);
        var chunked = run(AttentionConfig.WHOLE.chunked(3, 2));

        assertThat(chunked.get(0).floats()).containsExactly(whole.get(0).floats(), within(1e-5f));
        assertThat(chunked.get(1).floats()).containsExactly(whole.get(1).floats(), within(1e-5f));
    }

    @Test
    void aModelOfSharedKeysHasTheSameWeightsAndOtherNumbers() {
        var whole = run(AttentionConfig.WHOLE);
        var shared = run(AttentionConfig.WHOLE.downsampled(2));

        assertThat(shared.get(0).shape()).isEqualTo(whole.get(0).shape());
        assertThat(shared.get(0).floats()).isNotEqualTo(whole.get(0).floats());
    }

    @Test
    void rangesAreChecked() {
        assertThatThrownBy(() -> new AttentionConfig(-1, 0, 1))
                .hasMessage("query-chunk-video must not be negative, found -1");
        assertThatThrownBy(() -> new AttentionConfig(0, -2, 1))
                .hasMessage("query-chunk-audio must not be negative, found -2");
        assertThatThrownBy(() -> new AttentionConfig(0, 0, 0)).hasMessage("kv-downsample must be at least 1, found 0");
    }
}
