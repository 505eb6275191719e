package jointdit.generate;

/**
 * A sound that is wanted.
 *
 * @param prompt what is to be heard
 * @param negative what is not to be heard; may be empty
 * @param seed of its noise: equal requests give equal sounds
 * @param config how it is made
 */
public record AudioLdm2Request(String prompt, String negative, long seed, AudioLdm2Config config) {}
