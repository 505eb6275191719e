package jointdit.joint;

import static jointdit.config.Check.argument;

import java.io.Serializable;

/**
 * Shape of a clip's latents in both modalities, without the batch axis.
 *
 * @param frames video frames F
 * @param videoChannels video channels C
 * @param height rows H
 * @param width columns W
 * @param framesPerSecond video frames per second
 * @param audioChannels audio channels C
 * @param audioFrames audio latent frames T
 * @param audioBins audio latent bins M
 */
public record LatentShape(
        int frames,
        int videoChannels,
        int height,
        int width,
        double framesPerSecond,
        int audioChannels,
        int audioFrames,
        int audioBins)
        implements Serializable {
    public LatentShape {
        argument(
                Math.min(Math.min(frames, videoChannels), Math.min(height, width)) > 0,
                "Video latents (%d, %d, %d, %d) are empty",
                frames,
                videoChannels,
                height,
                width);
        argument(
                Math.min(audioChannels, Math.min(audioFrames, audioBins)) > 0,
                "Audio latents (%d, %d, %d) are empty",
                audioChannels,
                audioFrames,
                audioBins);
        argument(framesPerSecond > 0, "Frames per second must be above 0, found %s", framesPerSecond);
    }

    /** Length of the clip in seconds. */
    public double seconds() {
        return frames / framesPerSecond;
    }

    /** The first {@code count} frames of it and the sound of their time, at least one latent frame of it. */
    public LatentShape first(int count) {
        var sound = Math.max(1, Math.round((float) audioFrames * count / frames));
        return new LatentShape(count, videoChannels, height, width, framesPerSecond, audioChannels, sound, audioBins);
    }

    /** The same with another number of audio latent frames. */
    public LatentShape withAudio(int count) {
        return new LatentShape(frames, videoChannels, height, width, framesPerSecond, audioChannels, count, audioBins);
    }

    /** Values of the video latents of one clip. */
    public int videoSize() {
        return frames * pictureSize();
    }

    /** Values of one frame's latents. */
    public int pictureSize() {
        return videoChannels * height * width;
    }

    /** Values of the audio latents of one clip. */
    public int audioSize() {
        return audioChannels * audioFrames * audioBins;
    }
}
