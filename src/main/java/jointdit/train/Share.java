package jointdit.train;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Consumer;
import jointdit.tensor.Gradient;

/**
 * What a replica makes of its clips of a step: the gradient and the losses, means over these clips. Where there are
 * more replicas, the mean of theirs takes its place before {@link TrainStep#apply}.
 */
public final class Share implements AutoCloseable {
    private final Gradient gradient;
    private Losses losses;
    private final List<String> suspects;

    /** {@code suspects} are clips whose own loss is not finite. */
    Share(Gradient gradient, Losses losses, List<String> suspects) {
        this.gradient = gradient;
        this.losses = losses;
        this.suspects = List.copyOf(suspects);
    }

    /** Replaces gradient and losses, piece by piece and in the same order everywhere, by what {@code mean} writes. */
    public void reduce(Consumer<FloatBuffer> mean) {
        gradient.change(mean);
        losses = losses.reduced(mean);
    }

    /** Those of its clips whose loss is not finite. */
    public List<String> suspects() {
        return suspects;
    }

    Gradient gradient() {
        return gradient;
    }

    Losses losses() {
        return losses;
    }

    @Override
    public void close() {
        gradient.close();
    }
}
