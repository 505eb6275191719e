package jointdit.generate;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import jointdit.pretrained.scheduler.SchedulerChoice;

/**
 * How AudioLDM2 makes sound, the {@code audioldm2} block of a configuration file.
 *
 * @param seconds length of the sound, above 0
 * @param steps of denoising
 * @param guidance weight of the prompt
 * @param eta share of the noise that is renewed on the way, in [0, 1]; only DDIM heeds it
 * @param scheduler way from noise to latents
 */
public record AudioLdm2Config(double seconds, int steps, double guidance, double eta, SchedulerChoice scheduler)
        implements Serializable {
    public AudioLdm2Config {
        argument(seconds > 0, "seconds must be above 0, found %s", seconds);
        argument(steps >= 1, "steps must be at least 1, found %d", steps);
        argument(guidance >= 0, "guidance must be at least 0, found %s", guidance);
        argument(0 <= eta && eta <= 1, "eta must lie in [0, 1], found %s", eta);
    }

    /** The same with other steps and length. */
    public AudioLdm2Config with(int steps, double seconds) {
        return new AudioLdm2Config(seconds, steps, guidance, eta, scheduler);
    }
}
