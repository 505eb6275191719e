package jointdit.spark;

import static jointdit.config.Check.argument;

import java.io.Serializable;

/**
 * Settings of the fit of a codec, the {@code fit} block of a configuration file.
 *
 * @param clips clips of split {@code train} to fit on, at least 1; fewer if there are fewer
 * @param patchesPerClip patches drawn from the pictures, and again from the spectrogram, of each, at least 1
 * @param seed of the draw
 */
public record FitConfig(int clips, int patchesPerClip, long seed) implements Serializable {
    public FitConfig {
        argument(clips >= 1, "clips must be at least 1, found %d", clips);
        argument(patchesPerClip >= 1, "patches-per-clip must be at least 1, found %d", patchesPerClip);
    }
}
