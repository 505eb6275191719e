package jointdit.codec;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.util.Arrays;
import jointdit.media.Clip;
import jointdit.media.Sound;
import jointdit.media.Video;

/**
 * Pixels and sound to latents and back. Spark sends it to executors.
 *
 * @param config what it was built from: sizes and rates of the clips it takes
 * @param video its pictures
 * @param audio its sound
 */
public record Codec(CodecConfig config, VideoCodec video, AudioCodec audio) implements Serializable {
    /** [F, C, H, W] of a clip of {@code frames} pictures. */
    public int[] videoShape(int frames) {
        return video.shape(frames);
    }

    /** [C, T, M] of the sound of a clip of {@code frames} pictures. */
    public int[] audioShape(int frames) {
        return audio.shape(config.samples(frames));
    }

    /**
     * Latents of a clip; its sound is cut or filled with silence to the length of its pictures.
     *
     * @throws IllegalArgumentException if the clip has no frame, or another size or rate than {@link #config} says
     */
    public Latents encode(Clip clip) {
        config.check(clip);
        var frames = clip.video().frames();
        var pictures = video.encode(frames);
        var sound = audio.encode(config.sound(clip));
        return new Latents(pictures, videoShape(frames.size()), sound, audioShape(frames.size()));
    }

    /**
     * Latent of a first frame as the condition of a clip, see {@link VideoCodec#encodePicture}.
     *
     * @param picture RGB24, rows from the top, of {@link CodecConfig#width} by {@link CodecConfig#height} pixels
     * @param seed of the noise on it
     * @return (C, H, W)
     */
    public float[] encodePicture(byte[] picture, long seed) {
        return video.encodePicture(picture, seed);
    }

    /** The clip of {@code latents}; {@code seed} starts whatever the vocoder has to guess. */
    public Clip decode(Latents latents, long seed) {
        var frames = latents.videoShape()[0];
        argument(
                Arrays.equals(latents.videoShape(), videoShape(frames))
                        && Arrays.equals(latents.audioShape(), audioShape(frames)),
                "Wanted latents of shapes %s and %s, found %s and %s",
                Arrays.toString(videoShape(frames)),
                Arrays.toString(audioShape(frames)),
                Arrays.toString(latents.videoShape()),
                Arrays.toString(latents.audioShape()));
        var pictures = video.decode(latents.video(), frames);
        var sound = audio.decode(latents.audio(), config.samples(frames), seed);
        return new Clip(new Video(config.width(), config.height(), config.framesPerSecond(), pictures), sound);
    }

    /** Hash of weights and of the settings that latents depend on: equal fingerprints give equal latents. */
    public String fingerprint() {
        return new Fingerprint()
                .add(config.width() + "x" + config.height() + " pixels, " + config.framesPerSecond()
                        + " frames per second")
                .add(video.fingerprint())
                .add(audio.fingerprint())
                .hex();
    }

    /** {@code sound} cut, or continued with silence, to {@code samples}. */
    static Sound fitted(Sound sound, int samples) {
        return new Sound(sound.sampleRateHz(), Arrays.copyOf(sound.samples(), samples));
    }
}
