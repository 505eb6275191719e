package jointdit.golden;

import java.util.List;
import java.util.Map;
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
enum TextNetwork implements Recomputation {
    T5("T5EncoderModel", T5Encoder.NAMES, "input_ids", "attention_mask") {
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
    GPT2("GPT2Model", Gpt2.NAMES, "inputs_embeds", "attention_mask") {
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
    CLAP("ClapTextModelWithProjection", ClapText.NAMES, "input_ids", "attention_mask") {
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
    PROJECTION(
            "AudioLDM2ProjectionModel",
            AudioLdm2ProjectionModel.NAMES,
            "hidden_states",
            "attention_mask",
            "hidden_states_1",
            "attention_mask_1") {
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
    private final StoredNames names;
    private final List<String> inputs;

    TextNetwork(String className, StoredNames names, String... inputs) {
        this.className = className;
        this.names = names;
        this.inputs = List.of(inputs);
    }

    abstract Graph.Network network(Golden golden, Scope scope);

    abstract List<String> outputs(Golden golden);

    @Override
    public boolean fits(Golden golden) {
        return golden.model().exists()
                && golden.model().config().className().filter(className::equals).isPresent();
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var values = inputs.stream().map(golden::input).toArray(Array[]::new);
        var specs = List.of(values).stream().map(Array::spec).toList();
        var graph = Graph.trace(Precision.FLOAT32, specs, scope -> network(golden, scope));
        return golden.run(graph, golden.weights(graph, names), outputs(golden), values);
    }
}
