package jointdit.generate;

import jointdit.tensor.Array;

/** Hears what a pretrained pipeline does, while it does it. */
@FunctionalInterface
public interface PipelineObserver {
    /** A step of denoising is done. */
    void stepped(int done);

    /** Something on the way was computed; {@code name} is that of the golden's tensor. */
    default void computed(String name, Array value) {}
}
