package jointdit.generate;

import java.util.List;
import jointdit.pretrained.ModelRuntime;
import jointdit.pretrained.PipelineFolder;
import jointdit.pretrained.text.ClapText;
import jointdit.pretrained.text.ClapTextConfig;
import jointdit.pretrained.text.T5Config;
import jointdit.pretrained.text.TextTokenizer;
import jointdit.pretrained.text.TokenRows;
import jointdit.tensor.Array;
import jointdit.tensor.Device;

/**
 * Reads prompts for AudioLDM2: tokens, and CLAP's features of them.
 *
 * @param clapTokens tokenizer of CLAP
 * @param clap settings of CLAP
 * @param t5Tokens tokenizer of T5
 * @param t5Padding id of T5's padding
 */
record AudioLdm2PromptReader(
        TextTokenizer clapTokens, ClapTextConfig clap, ModelRuntime encoder, TextTokenizer t5Tokens, int t5Padding)
        implements AutoCloseable {
    static AudioLdm2PromptReader open(PipelineFolder folder, Device device) {
        var clap = folder.component("text_encoder", "ClapModel");
        var t5 = folder.component("text_encoder_2", "T5EncoderModel");
        return new AudioLdm2PromptReader(
                TextTokenizer.open(folder.folder("tokenizer")),
                ClapTextConfig.read(clap.config()),
                new ModelRuntime(clap.tensors(ClapText.NAMES), device),
                TextTokenizer.open(folder.folder("tokenizer_2")),
                T5Config.read(t5.config()).padToken());
    }

    /** The prompt alone. */
    AudioLdm2Prompt read(String prompt) {
        return read(List.of(prompt), List.of(t5Tokens.ids(prompt)));
    }

    /** The prompt behind the negative one, of which T5 sees as many tokens as the prompt has. */
    AudioLdm2Prompt read(String prompt, String negative) {
        var tokens = t5Tokens.ids(prompt);
        return read(List.of(negative, prompt), List.of(t5Tokens.ids(negative, tokens.length), tokens));
    }

    private AudioLdm2Prompt read(List<String> texts, List<long[]> t5Rows) {
        var rows = TokenRows.of(t5Rows, t5Padding);
        return new AudioLdm2Prompt(features(texts), rows.ids(), rows.mask());
    }

    private Array features(List<String> texts) {
        var tokens = TokenRows.of(
                texts.stream().map(text -> clapTokens.ids(text, clap.longest())).toList(), clap.padToken());
        return encoder.run(
                        "features",
                        scope -> {
                            var net = ClapText.of(scope, clap);
                            return in -> List.of(net.apply(in.get(0), in.get(1)).features());
                        },
                        tokens.ids(),
                        tokens.mask())
                .get(0);
    }

    String fingerprint() {
        return encoder.fingerprint();
    }

    @Override
    public void close() {
        clapTokens.close();
        encoder.close();
        t5Tokens.close();
    }
}
