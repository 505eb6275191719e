package jointdit.condition;

import static jointdit.config.Check.argument;

import java.io.Serializable;

/**
 * What the text encoders of AudioLDM2 make of a prompt; arrays are row-major and read-only by agreement.
 *
 * @param language states that the language model writes, (N, D)
 * @param languageTokens N, at least 1
 * @param t5 states of T5 without padding, (M, E)
 * @param t5Tokens M, at least 1
 */
public record TextStates(float[] language, int languageTokens, float[] t5, int t5Tokens) implements Serializable {
    public TextStates {
        check("language model", language, languageTokens);
        check("T5", t5, t5Tokens);
    }

    private static void check(String name, float[] states, int tokens) {
        argument(
                tokens >= 1 && states.length > 0 && states.length % tokens == 0,
                "Wanted states of the %s for each of its tokens, found %d values for %d",
                name,
                states.length,
                tokens);
    }

    /** D. */
    public int languageWidth() {
        return language.length / languageTokens;
    }

    /** E. */
    public int t5Width() {
        return t5.length / t5Tokens;
    }
}
