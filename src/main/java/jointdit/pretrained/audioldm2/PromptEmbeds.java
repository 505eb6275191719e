package jointdit.pretrained.audioldm2;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import jointdit.tensor.Array;
import jointdit.tensor.DataType;

/**
 * Prompts as the UNet of AudioLDM2 takes them.
 *
 * @param states of T5, (B, N, C1): its {@code encoder_hidden_states_1}
 * @param mask INT64 (B, N), 1 for tokens and 0 for padding: its {@code encoder_attention_mask_1}
 * @param projected what the language model read, (B, N + 5, C)
 * @param generated what it wrote, (B, 8, C): the UNet's {@code encoder_hidden_states}, all of it to be attended to
 */
public record PromptEmbeds(Array states, Array mask, Array projected, Array generated) {
    /**
     * Both in one batch, as guidance wants them: the negative prompts first.
     *
     * @throws IllegalArgumentException if they are not padded to the same length
     */
    public PromptEmbeds after(PromptEmbeds negative) {
        return new PromptEmbeds(
                joined(negative.states, states),
                joined(negative.mask, mask),
                joined(negative.projected, projected),
                joined(negative.generated, generated));
    }

    private static Array joined(Array first, Array second) {
        var batch = first.shape().size(0) + second.shape().size(0);
        var shape = first.shape().with(0, batch);
        argument(
                shape.equals(second.shape().with(0, batch)),
                "Cannot join prompts %s and %s; pad them to the same number of tokens",
                first.shape(),
                second.shape());
        return first.spec().type() == DataType.INT64
                ? Array.ofLongs(shape, longs(first, second))
                : Array.of(shape, floats(first, second));
    }

    private static long[] longs(Array first, Array second) {
        var all = Arrays.copyOf(first.longs(), first.longs().length + second.longs().length);
        System.arraycopy(second.longs(), 0, all, first.longs().length, second.longs().length);
        return all;
    }

    private static float[] floats(Array first, Array second) {
        var all = Arrays.copyOf(first.floats(), first.floats().length + second.floats().length);
        System.arraycopy(second.floats(), 0, all, first.floats().length, second.floats().length);
        return all;
    }

    /** One prompt of the batch, as a batch of its own. */
    public PromptEmbeds prompt(int index) {
        return new PromptEmbeds(row(states, index), row(mask, index), row(projected, index), row(generated, index));
    }

    private static Array row(Array array, int index) {
        var shape = array.shape().with(0, 1);
        var size = Math.toIntExact(shape.elements());
        var from = index * size;
        return array.spec().type() == DataType.INT64
                ? Array.ofLongs(shape, Arrays.copyOfRange(array.longs(), from, from + size))
                : Array.of(shape, Arrays.copyOfRange(array.floats(), from, from + size));
    }
}
