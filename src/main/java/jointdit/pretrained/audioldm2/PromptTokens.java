package jointdit.pretrained.audioldm2;

import static jointdit.config.Check.argument;

import jointdit.pretrained.text.TokenIds;

/**
 * Prompts as the token ids of both text encoders.
 *
 * @param clap of the first
 * @param t5 of the second; what the language model writes depends on how far they are padded
 */
public record PromptTokens(TokenIds clap, TokenIds t5) {
    public PromptTokens {
        argument(
                clap.texts() == t5.texts(),
                "Wanted ids of as many prompts for both text encoders, found %d and %d",
                clap.texts(),
                t5.texts());
    }
}
