package jointdit.pretrained.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import jointdit.pretrained.Published;
import jointdit.tensor.Graph;
import jointdit.tensor.Parameter;
import jointdit.tensor.Precision;
import jointdit.tensor.Scope;
import jointdit.tensor.Spec;
import org.junit.jupiter.api.Test;

/** At their real sizes the text networks ask for the tensors of the published checkpoints. */
class PublishedTextNetworksTest {
    private static List<Parameter> asked(Spec first, Function<Scope, Graph.Network> network) {
        var mask = Spec.longs(first.shape().size(0), first.shape().size(1));
        return Graph.trace(Precision.FLOAT32, List.of(first, mask), network).parameters();
    }

    @Test
    void t5AsksForItsTableUnderOneOfItsTwoNames() {
        var published = new Published("audioldm2_text_encoder_2_flan_t5_large");
        var config = T5Config.read(published.config());
        var asked = asked(Spec.longs(1, 3), scope -> {
            var net = T5Encoder.of(scope, config);
            return in -> List.of(net.apply(in.get(0), in.get(1)));
        });
        published.assertAskedFor(asked, "encoder\\.embed_tokens\\.weight");
    }

    @Test
    void gpt2AsksForAllButItsTokenTable() {
        var published = new Published("audioldm2_language_model_gpt2");
        var config = Gpt2Config.read(published.config());
        var asked = asked(Spec.floats(1, 3, config.width()), scope -> {
            var net = Gpt2.of(scope, config);
            return in -> List.of(net.generate(in.get(0), in.get(1), 2));
        });
        published.assertAskedFor(asked, "wte\\.weight");
        assertThat(config.newTokens()).isEqualTo(8);
    }

    @Test
    void clapAsksForItsTextHalf() {
        var published = new Published("audioldm2_text_encoder_clap");
        var config = ClapTextConfig.read(published.config());
        var asked = asked(Spec.longs(1, 3), scope -> {
            var net = ClapText.of(scope, config);
            return in -> List.of(net.apply(in.get(0), in.get(1)).features());
        });
        published.assertAskedFor(asked, "audio_(model|projection)\\..*|logit_scale_[at]");
        assertThat(config.longest()).isEqualTo(512);
    }
}
