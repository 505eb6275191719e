package jointdit.diffusion;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.Optional;

/**
 * Noise levels of both modalities on the common time u. A modality's own time is {@code u^gamma}: with gamma above 1 it
 * is cleaner than the other at the same u.
 *
 * @param video level of the video
 * @param audio level of the audio
 * @param gammaVideo warp of the video's time, above 0; 1 leaves it as it is
 * @param gammaAudio warp of the audio's time, above 0
 */
public record Schedule(NoiseLevel video, NoiseLevel audio, double gammaVideo, double gammaAudio)
        implements Serializable {
    /** Own times stay this far from 0 and 1, where levels have no end. */
    private static final double END = 1e-12;

    public Schedule {
        gamma("gamma-video", gammaVideo);
        gamma("gamma-audio", gammaAudio);
    }

    /** Both on u itself. */
    public Schedule(NoiseLevel video, NoiseLevel audio) {
        this(video, audio, 1, 1);
    }

    /**
     * Makes sure that a warp is one.
     *
     * @param key its setting
     */
    public static void gamma(String key, double value) {
        argument(0 < value && value < Double.POSITIVE_INFINITY, "%s must be above 0, found %s", key, value);
    }

    /** The same levels on another path, where a warp is given. */
    public Schedule warped(Optional<Double> video, Optional<Double> audio) {
        return new Schedule(this.video, this.audio, video.orElse(gammaVideo), audio.orElse(gammaAudio));
    }

    /** Noise levels at time u in (0, 1). */
    public Sigmas at(double time) {
        return at(time, time);
    }

    /**
     * Noise levels at a time for each.
     *
     * @param video time u of the video, in (0, 1)
     * @param audio time u of the audio, in (0, 1)
     */
    public Sigmas at(double video, double audio) {
        return new Sigmas(this.video.sigma(own(video, gammaVideo)), this.audio.sigma(own(audio, gammaAudio)));
    }

    private static double own(double time, double gamma) {
        return gamma == 1 ? time : Math.min(Math.max(Math.pow(time, gamma), END), 1 - END);
    }

    /** Noise levels at the time at which the video's is {@code sigma}: the audio's own time is the video's, warped. */
    Sigmas atVideo(double sigma) {
        var probit = video.probit(sigma);
        var warp = gammaAudio / gammaVideo;
        return new Sigmas(sigma, audio.at(warp == 1 ? probit : NormalQuantile.warped(probit, warp)));
    }
}
