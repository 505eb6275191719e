package jointdit.generate;

import jointdit.condition.AudioLdm2Prompt;
import jointdit.condition.AudioLdm2TextEncoders;
import jointdit.tensor.Array;

/**
 * What the UNet of AudioLDM2 is told of a sound, in rows as {@link AudioLdm2Prompt}.
 *
 * @param written states of the language model, (R, M, D)
 * @param states of T5, (R, N, D')
 * @param mask of T5's states, INT64 (R, N)
 */
record AudioLdm2Condition(Array written, Array states, Array mask) {
    static AudioLdm2Condition of(AudioLdm2TextEncoders encoders, AudioLdm2Prompt prompt, PipelineObserver observer) {
        var states = encoders.states(prompt.ids(), prompt.mask());
        var joined = encoders.joined(prompt.features(), states, prompt.mask());
        var written = encoders.written(joined.get(0), joined.get(1));
        observer.computed("prompt_embeds", states);
        observer.computed("projected_prompt", joined.get(0));
        observer.computed("generated_prompt_embeds", written);
        return new AudioLdm2Condition(written, states, prompt.mask());
    }
}
