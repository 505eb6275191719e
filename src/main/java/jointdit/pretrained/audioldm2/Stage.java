package jointdit.pretrained.audioldm2;

/**
 * A part of the UNet's forward pass that runs as one: a level on the way down, the middle, or a level on the way up.
 */
public sealed interface Stage permits DownLevel, Middle, UpLevel {
    UNetState apply(UNetState state);
}
