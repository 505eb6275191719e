package jointdit.generate;

import jointdit.media.Picture;

/**
 * A silent clip that is wanted.
 *
 * @param picture its first frame, of any size
 * @param seed of its noise: equal requests give equal clips
 * @param config how it is made
 */
public record SvdRequest(Picture picture, long seed, SvdConfig config) {}
