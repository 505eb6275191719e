package jointdit.codec;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import jointdit.media.Clip;
import jointdit.media.DecodeConfig;
import jointdit.media.Sound;
import jointdit.pretrained.ModelPlaces;

/**
 * Settings of a codec, the {@code codec} block of a configuration file.
 *
 * @param width pixels across a picture
 * @param height pixels down a picture
 * @param framesPerSecond pictures per second, above 0
 * @param video how pictures become latents
 * @param audio how sound becomes latents
 */
public record CodecConfig(int width, int height, double framesPerSecond, VideoCodecConfig video, AudioCodecConfig audio)
        implements Serializable {
    public CodecConfig {
        video.check(width, height);
        argument(framesPerSecond > 0, "frames-per-second must be above 0, found %s", framesPerSecond);
    }

    /**
     * The codec of these settings.
     *
     * @param fitted bases of the parts that are fitted
     * @param models folders of the parts that are published networks
     * @throws IllegalArgumentException if weights are absent, corrupt or of other sizes
     */
    public Codec open(PcaBases fitted, ModelPlaces models) {
        return new Codec(this, video.open(width, height, fitted, models), audio.open(fitted, models));
    }

    /** How files are decoded to clips of these settings. */
    public DecodeConfig decode() {
        return new DecodeConfig(width, height, framesPerSecond, sampleRateHz());
    }

    /** Sound samples per second. */
    public int sampleRateHz() {
        return SoundPatches.MEL.sampleRateHz();
    }

    /** Sound samples of a clip of {@code frames} pictures. */
    int samples(int frames) {
        return (int) Math.round(frames / framesPerSecond * sampleRateHz());
    }

    /** The sound of a clip, cut or filled with silence to the length of its pictures. */
    public Sound sound(Clip clip) {
        return Codec.fitted(clip.sound(), samples(clip.video().frames().size()));
    }

    /** Throws {@link IllegalArgumentException} unless the clip has the size and rates of the settings. */
    public void check(Clip clip) {
        var pictures = clip.video();
        argument(!pictures.frames().isEmpty(), "Wanted a clip with pictures, found none");
        argument(
                pictures.width() == width && pictures.height() == height,
                "Wanted pictures of %dx%d, found %dx%d",
                width,
                height,
                pictures.width(),
                pictures.height());
        argument(
                Math.abs(pictures.framesPerSecond() - framesPerSecond) < 1e-6,
                "Wanted %s frames per second, found %s",
                framesPerSecond,
                pictures.framesPerSecond());
        argument(
                clip.sound().sampleRateHz() == sampleRateHz(),
                "Wanted sound at %d Hz, found %d Hz",
                sampleRateHz(),
                clip.sound().sampleRateHz());
    }
}
