package jointdit.pretrained.audioldm2;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.List;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.PipelineFolder;
import jointdit.pretrained.ShapedPrograms;
import jointdit.pretrained.audioldm2.AudioLdm2ProjectionModel.Masked;
import jointdit.pretrained.text.ClapText;
import jointdit.pretrained.text.ClapTextConfig;
import jointdit.pretrained.text.Gpt2;
import jointdit.pretrained.text.Gpt2Config;
import jointdit.pretrained.text.T5Config;
import jointdit.pretrained.text.T5Encoder;
import jointdit.pretrained.text.TokenIds;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Graph;
import jointdit.tensor.Scope;
import jointdit.tensor.Shape;

/**
 * The networks that read a prompt for AudioLDM2: CLAP and T5, and the language model that goes on writing from both.
 * Each is opened when it is first needed, so a pipeline whose CLAP features are given needs no CLAP.
 *
 * @see <a href="https://arxiv.org/abs/2308.05734">Liu et al. 2023</a>
 */
public final class AudioLdm2TextEncoders implements AutoCloseable {
    private final ShapedPrograms clap;
    private final ShapedPrograms t5;
    private final ShapedPrograms projection;
    private final ShapedPrograms language;

    private AudioLdm2TextEncoders(PipelineFolder folder, Device device) {
        var first = clap(folder);
        var second = t5(folder);
        var joined = folder.component("projection_model", "AudioLDM2ProjectionModel");
        var writer = folder.component("language_model", languageClass(folder));
        clap = new ShapedPrograms(first, ClapText.NAMES, device, s -> clap(s, first));
        t5 = new ShapedPrograms(second, T5Encoder.NAMES, device, s -> t5(s, second));
        projection = new ShapedPrograms(joined, AudioLdm2ProjectionModel.NAMES, device, s -> projection(s, joined));
        language = new ShapedPrograms(writer, Gpt2.NAMES, device, s -> language(s, writer));
    }

    /**
     * Remembers where the networks lie.
     *
     * @throws IllegalArgumentException if the folder's index names other networks
     */
    public static AudioLdm2TextEncoders open(PipelineFolder folder, Device device) {
        return new AudioLdm2TextEncoders(folder, device);
    }

    static ModelFolder clap(PipelineFolder folder) {
        return folder.component("text_encoder", "ClapModel");
    }

    static ModelFolder t5(PipelineFolder folder) {
        return folder.component("text_encoder_2", "T5EncoderModel");
    }

    /** Later versions of the published code save the language model with its head, which is not used. */
    private static String languageClass(PipelineFolder folder) {
        var withHead = "GPT2LMHeadModel";
        return withHead.equals(folder.classes().get("language_model")) ? withHead : "GPT2Model";
    }

    private static Graph.Network clap(Scope scope, ModelFolder folder) {
        var net = ClapText.of(scope, ClapTextConfig.read(folder.config()));
        return in -> List.of(net.apply(in.get(0), in.get(1)).features());
    }

    private static Graph.Network t5(Scope scope, ModelFolder folder) {
        var net = T5Encoder.of(scope, T5Config.read(folder.config()));
        return in -> List.of(net.apply(in.get(0), in.get(1)));
    }

    private static Graph.Network projection(Scope scope, ModelFolder folder) {
        var net = AudioLdm2ProjectionModel.of(scope, ProjectionConfig.read(folder.config()));
        return in -> {
            var joined = net.apply(new Masked(in.get(0), in.get(1)), new Masked(in.get(2), in.get(3)));
            return List.of(joined.vectors(), joined.mask());
        };
    }

    private static Graph.Network language(Scope scope, ModelFolder folder) {
        var config = Gpt2Config.read(folder.config());
        var net = Gpt2.of(scope, config);
        return in -> List.of(net.generate(in.get(0), in.get(1), config.newTokens()));
    }

    /** Prompts from their token ids. */
    public PromptEmbeds encode(PromptTokens prompts) {
        return encode(features(prompts.clap()), prompts.t5());
    }

    /** CLAP's features of texts, (B, C), each of length 1. */
    public Array features(TokenIds texts) {
        return clap.run(texts.ids(), texts.mask()).get(0);
    }

    /**
     * Prompts from CLAP's features and T5's token ids.
     *
     * @param features (B, C)
     */
    public PromptEmbeds encode(Array features, TokenIds texts) {
        argument(
                features.shape().rank() == 2 && features.shape().size(0) == texts.texts(),
                "Wanted features (%d, C), found %s",
                texts.texts(),
                features.shape());
        var states = t5.run(texts.ids(), texts.mask()).get(0);
        var tokens = features.reshape(texts.texts(), 1, features.shape().size(1));
        var joined = projection.run(tokens, ones(texts.texts()), states, texts.mask());
        var generated = language.run(joined.get(0), joined.get(1)).get(0);
        return new PromptEmbeds(states, texts.mask(), joined.get(0), generated);
    }

    /** (B, 1). */
    private static Array ones(int texts) {
        var ones = new long[texts];
        Arrays.fill(ones, 1);
        return Array.ofLongs(Shape.of(texts, 1), ones);
    }

    @Override
    public void close() {
        clap.close();
        t5.close();
        projection.close();
        language.close();
    }
}
