package jointdit.pretrained.unet;

/**
 * A residual block with what follows it, one of those that a {@link Stage} is made of.
 *
 * @param <C> what the UNet is told beside the time
 */
@FunctionalInterface
public interface Layer<C> {
    /** The same state with other feature maps. */
    UNetState<C> apply(UNetState<C> state);
}
