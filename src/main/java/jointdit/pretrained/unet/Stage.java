package jointdit.pretrained.unet;

/**
 * A part of a UNet's forward pass that runs as one: a level on the way down or up, or the middle.
 *
 * @param <C> what the UNet is told beside the time
 */
public interface Stage<C> {
    /** Path of the module, such as {@code down_blocks.0}. */
    String name();

    /** The state after this stage. */
    UNetState<C> apply(UNetState<C> state);
}
