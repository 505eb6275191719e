package jointdit.generate;

import static jointdit.config.Check.argument;

import java.util.Optional;
import jointdit.pretrained.scheduler.SchedulerChoice;

/**
 * How Stable Video Diffusion makes frames, the {@code svd} block of a configuration file.
 *
 * @param width pixels across
 * @param height pixels down
 * @param frames of the clip; without it those the network was trained on
 * @param steps of denoising
 * @param minGuidance weight of the picture for the first frame
 * @param maxGuidance weight of the picture for the last frame, at least that of the first
 * @param framesPerSecond rate the frames are made for
 * @param motion more of it with higher values, 0 to 255; 127 is usual
 * @param pictureNoise standard deviation of the noise on the picture
 * @param framesPerDecode frames that are decoded together, which bounds memory
 * @param scheduler way from noise to latents
 */
public record SvdConfig(
        int width,
        int height,
        Optional<Integer> frames,
        int steps,
        double minGuidance,
        double maxGuidance,
        int framesPerSecond,
        int motion,
        double pictureNoise,
        int framesPerDecode,
        SchedulerChoice scheduler) {
    public SvdConfig {
        argument(width > 0 && height > 0, "width and height must be above 0, found %d and %d", width, height);
        frames.ifPresent(f -> argument(f >= 1, "frames must be at least 1, found %d", f));
        argument(steps >= 1, "steps must be at least 1, found %d", steps);
        argument(
                minGuidance <= maxGuidance,
                "min-guidance must be at most max-guidance, found %s and %s",
                minGuidance,
                maxGuidance);
        argument(framesPerSecond >= 1, "frames-per-second must be at least 1, found %d", framesPerSecond);
        argument(0 <= motion && motion <= 255, "motion must lie in [0, 255], found %d", motion);
        argument(pictureNoise >= 0, "picture-noise must be at least 0, found %s", pictureNoise);
        argument(framesPerDecode >= 1, "frames-per-decode must be at least 1, found %d", framesPerDecode);
    }

    /** The same with other steps and frames. */
    public SvdConfig with(int steps, Optional<Integer> frames) {
        return new SvdConfig(
                width,
                height,
                frames,
                steps,
                minGuidance,
                maxGuidance,
                framesPerSecond,
                motion,
                pictureNoise,
                framesPerDecode,
                scheduler);
    }
}
