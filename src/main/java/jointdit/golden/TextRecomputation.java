package jointdit.golden;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jointdit.pretrained.StoredNames;
import jointdit.pretrained.audioldm2.AudioLdm2ProjectionModel;
import jointdit.pretrained.audioldm2.AudioLdm2ProjectionModel.Masked;
import jointdit.pretrained.audioldm2.ProjectionConfig;
import jointdit.pretrained.text.ClapText;
import jointdit.pretrained.text.ClapTextConfig;
import jointdit.pretrained.text.Gpt2;
import jointdit.pretrained.text.Gpt2Config;
import jointdit.pretrained.text.T5Config;
import jointdit.pretrained.text.T5Encoder;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;
import jointdit.tensor.Precision;
import jointdit.tensor.Scope;

/** Goldens of the networks that read the prompt for AudioLDM2. */
enum TextRecomputation implements Recomputation {
    T5("T5EncoderModel") {
        @Override
        StoredNames names() {
            return T5Encoder.NAMES;
        }

        @Override
        List<String> inputs() {
            return List.of("input_ids", "attention_mask");
        }

        @Override
        Graph.Network network(Golden golden, Scope scope) {
            var net = T5Encoder.of(scope, T5Config.read(golden.model().config()));
            return in -> List.of(net.apply(in.get(0), in.get(1)));
        }

        @Override
        List<String> outputs(Golden golden) {
            return List.of("output.last_hidden_state");
        }
    },
    GPT2("GPT2Model") {
        @Override
        StoredNames names() {
            return Gpt2.NAMES;
        }

        @Override
        List<String> inputs() {
            return List.of("inputs_embeds", "attention_mask");
        }

        @Override
        Graph.Network network(Golden golden, Scope scope) {
            var config = config(golden);
            var net = Gpt2.of(scope, config);
            return in ->
                    List.of(net.apply(in.get(0), in.get(1)), net.generate(in.get(0), in.get(1), config.newTokens()));
        }

        @Override
        List<String> outputs(Golden golden) {
            return List.of(
                    "output.last_hidden_state",
                    "output.generated_" + config(golden).newTokens());
        }

        private static Gpt2Config config(Golden golden) {
            return Gpt2Config.read(golden.model().config());
        }
    },
    CLAP("ClapTextModelWithProjection") {
        @Override
        StoredNames names() {
            return ClapText.NAMES;
        }

        @Override
        List<String> inputs() {
            return List.of("input_ids", "attention_mask");
        }

        @Override
        Graph.Network network(Golden golden, Scope scope) {
            var net = ClapText.of(scope, ClapTextConfig.read(golden.model().config()));
            return in -> {
                var result = net.apply(in.get(0), in.get(1));
                return List.of(result.embeds(), result.features(), result.states(), result.pooled());
            };
        }

        @Override
        List<String> outputs(Golden golden) {
            return List.of(
                    "output.text_embeds",
                    "output.text_features_normalized",
                    "output.last_hidden_state",
                    "output.pooler_output");
        }
    },
    PROJECTION("AudioLDM2ProjectionModel") {
        @Override
        StoredNames names() {
            return AudioLdm2ProjectionModel.NAMES;
        }

        @Override
        List<String> inputs() {
            return List.of("hidden_states", "attention_mask", "hidden_states_1", "attention_mask_1");
        }

        @Override
        Graph.Network network(Golden golden, Scope scope) {
            var net = AudioLdm2ProjectionModel.of(
                    scope, ProjectionConfig.read(golden.model().config()));
            return in -> {
                var joined = net.apply(new Masked(in.get(0), in.get(1)), new Masked(in.get(2), in.get(3)));
                return List.of(joined.vectors(), joined.mask());
            };
        }

        @Override
        List<String> outputs(Golden golden) {
            return List.of("output.hidden_states", "output.attention_mask");
        }
    };

    private final String className;

    TextRecomputation(String className) {
        this.className = className;
    }

    abstract StoredNames names();

    /** Inputs in the order the network takes them. */
    abstract List<String> inputs();

    abstract Graph.Network network(Golden golden, Scope scope);

    abstract List<String> outputs(Golden golden);

    @Override
    public boolean fits(Golden golden) {
        return golden.isOf(className);
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var values = inputs().stream().map(golden::input).toArray(Array[]::new);
        var specs = Stream.of(values).map(Array::spec).toList();
        var graph = Graph.trace(Precision.FLOAT32, specs, scope -> network(golden, scope));
        return golden.run(graph, golden.weights(graph, names()), outputs(golden), values);
    }
}
