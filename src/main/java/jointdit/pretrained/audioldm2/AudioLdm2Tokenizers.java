package jointdit.pretrained.audioldm2;

import java.util.List;
import jointdit.pretrained.PipelineFolder;
import jointdit.pretrained.text.ClapTextConfig;
import jointdit.pretrained.text.T5Config;
import jointdit.pretrained.text.Tokenizer;

/**
 * Prompts to token ids of both text encoders, as the published pipeline makes them. It pads the ids of CLAP to the
 * longest text there may be; here they are padded to the longest there is, which changes nothing but the time.
 *
 * @param first of CLAP
 * @param firstPad its id of padding
 * @param second of T5
 * @param secondPad its id of padding
 */
public record AudioLdm2Tokenizers(Tokenizer first, int firstPad, Tokenizer second, int secondPad)
        implements AutoCloseable {
    /** Reads {@code tokenizer} and {@code tokenizer_2}, and the ids of padding from the encoders' configs. */
    public static AudioLdm2Tokenizers open(PipelineFolder folder) {
        var clap = ClapTextConfig.read(AudioLdm2TextEncoders.clap(folder).config());
        var t5 = T5Config.read(AudioLdm2TextEncoders.t5(folder).config());
        return new AudioLdm2Tokenizers(
                Tokenizer.read(folder.folder("tokenizer")),
                clap.padToken(),
                Tokenizer.read(folder.folder("tokenizer_2")),
                t5.padToken());
    }

    /**
     * Prompts, padded to the longest of them: what is made of one depends on those beside it, so tokenise alone what
     * has to come out the same in every company.
     */
    public PromptTokens apply(List<String> prompts) {
        return new PromptTokens(first.apply(prompts, firstPad), second.apply(prompts, secondPad));
    }

    /** Negative prompts, an empty text where there is none; those of T5 are cut or padded to the prompts' length. */
    public PromptTokens negative(List<String> negatives, PromptTokens prompts) {
        return new PromptTokens(
                first.apply(negatives, firstPad),
                second.apply(negatives, secondPad, prompts.t5().length()));
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
