package jointdit.joint;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import jointdit.diffusion.NoiseLevel;
import jointdit.diffusion.Preconditioning;
import jointdit.diffusion.Schedule;

/**
 * Settings of the joint model, the {@code model} block of a configuration file.
 *
 * @param video the video tower
 * @param audio the audio tower, as deep as the video tower
 * @param heads heads of the joint attention
 * @param textWidth buckets of the hashed bag of words
 * @param videoNoise training noise of the video
 * @param audioNoise training noise of the audio
 * @param preconditioning scales around both networks
 */
public record JointConfig(
        TowerConfig video,
        TowerConfig audio,
        int heads,
        int textWidth,
        NoiseLevel videoNoise,
        NoiseLevel audioNoise,
        Preconditioning preconditioning)
        implements Serializable {
    public JointConfig {
        argument(
                video.depth() == audio.depth(),
                "Both towers need the same depth, found %d and %d",
                video.depth(),
                audio.depth());
        argument(heads >= 1, "heads must be at least 1, found %d", heads);
        argument(
                video.width() % (4 * heads) == 0,
                "video.width must be a multiple of 4 * heads = %d, found %d",
                4 * heads,
                video.width());
        argument(textWidth >= 1, "text-width must be at least 1, found %d", textWidth);
    }

    /** Noise levels of both modalities. */
    public Schedule schedule() {
        return new Schedule(videoNoise, audioNoise);
    }
}
