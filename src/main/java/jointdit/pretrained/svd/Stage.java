package jointdit.pretrained.svd;

/** A level of a video UNet on its way down or up, or its middle. */
public interface Stage {
    /** Path of the module, such as {@code down_blocks.0}. */
    String name();

    /** The state after this stage. */
    UNetState apply(UNetState state);
}
