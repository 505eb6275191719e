package jointdit.condition;

import java.util.List;
import jointdit.pretrained.ModelRuntime;
import jointdit.pretrained.PipelineFolder;
import jointdit.pretrained.text.ClapText;
import jointdit.pretrained.text.ClapTextConfig;
import jointdit.pretrained.text.T5Config;
import jointdit.pretrained.text.Tokenizer;
import jointdit.tensor.Array;
import jointdit.tensor.Device;

/**
 * Reads prompts for AudioLDM2: tokens, and CLAP's features of them.
 *
 * @param clapTokens tokenizer of CLAP
 * @param clapPadding id of CLAP's padding
 * @param encoder CLAP
 * @param t5Tokens tokenizer of T5
 * @param t5Padding id of T5's padding
 */
public record AudioLdm2PromptReader(
        Tokenizer clapTokens, int clapPadding, ModelRuntime<ClapText> encoder, Tokenizer t5Tokens, int t5Padding)
        implements AutoCloseable {
    public static AudioLdm2PromptReader open(PipelineFolder folder, Device device) {
        var clap = folder.component("text_encoder", "ClapModel");
        var t5 = folder.component("text_encoder_2", "T5EncoderModel");
        var config = ClapTextConfig.read(clap.config());
        return new AudioLdm2PromptReader(
                Tokenizer.read(folder.folder("tokenizer")),
                config.padToken(),
                new ModelRuntime<>(clap.tensors(ClapText.NAMES), scope -> ClapText.of(scope, config), device),
                Tokenizer.read(folder.folder("tokenizer_2")),
                T5Config.read(t5.config()).padToken());
    }

    /** The prompt alone. */
    public AudioLdm2Prompt read(String prompt) {
        var tokens = t5Tokens.apply(List.of(prompt), t5Padding);
        return new AudioLdm2Prompt(features(List.of(prompt)), tokens.ids(), tokens.mask());
    }

    /** The prompt behind the negative one, of which T5 sees as many tokens as the prompt has. */
    public AudioLdm2Prompt read(String prompt, String negative) {
        var length = t5Tokens.apply(List.of(prompt), t5Padding).length();
        var texts = List.of(negative, prompt);
        var tokens = t5Tokens.apply(texts, t5Padding, length);
        return new AudioLdm2Prompt(features(texts), tokens.ids(), tokens.mask());
    }

    private Array features(List<String> texts) {
        var tokens = clapTokens.apply(texts, clapPadding);
        return encoder.run(
                        "features",
                        net -> in -> List.of(net.apply(in.get(0), in.get(1)).features()),
                        tokens.ids(),
                        tokens.mask())
                .get(0);
    }

    public String fingerprint() {
        return encoder.fingerprint();
    }

    @Override
    public void close() {
        clapTokens.close();
        encoder.close();
        t5Tokens.close();
    }
}
