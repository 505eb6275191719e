package jointdit.codec;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.List;
import jointdit.media.Clip;
import jointdit.media.LogMel;
import jointdit.media.Sound;
import jointdit.media.Spectrogram;
import jointdit.media.Video;

/**
 * The patches that the {@code pca} codec projects, and their way back to pictures and spectrograms.
 *
 * @param config sizes and rates
 */
public record PcaPatches(CodecConfig.Pca config) {
    /** The front end of the spectrograms; AudioLDM2's, so that its vocoder suits them too. */
    static final LogMel MEL = LogMel.audioldm2();

    /** Patches (N, 3 * patch * patch) of an RGB24 picture, pixels in [-1, 1]. */
    public float[] ofPicture(byte[] rgb) {
        var pixels = new float[rgb.length];
        for (var i = 0; i < rgb.length; i++) {
            pixels[i] = (rgb[i] & 0xff) / 127.5f - 1;
        }
        return pictures().cut(pixels);
    }

    /** The RGB24 picture of {@code patches}, clamped to what pixels can be. */
    byte[] picture(float[] patches) {
        var pixels = pictures().join(patches);
        var rgb = new byte[pixels.length];
        for (var i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round(Math.max(0, Math.min(255, (pixels[i] + 1) * 127.5f)));
        }
        return rgb;
    }

    /** Patches (T * M, audioPatch * audioPatch) of the log-mel spectrogram of a clip's sound. */
    public float[] ofSound(Clip clip) {
        var frames = melFrames(clip.video().frames().size());
        var mel = MEL.of(fitted(clip.sound(), frames * MEL.hop()), frames);
        return spectrograms(frames).cut(mel.values());
    }

    /** The spectrogram of {@code patches}, never below silence. */
    Spectrogram spectrogram(float[] patches) {
        var values = spectrograms(patches.length / MEL.bins()).join(patches);
        for (var i = 0; i < values.length; i++) {
            values[i] = Math.max(values[i], (float) MEL.silence());
        }
        return new Spectrogram(MEL.bins(), values);
    }

    /** Mel frames K of a clip of {@code frames} pictures, rounded up to whole patches. */
    int melFrames(int frames) {
        var perPatch = MEL.hop() * config.audioPatch();
        return (samples(frames) + perPatch - 1) / perPatch * config.audioPatch();
    }

    /** Sound samples of a clip of {@code frames} pictures. */
    int samples(int frames) {
        return (int) Math.round(frames / config.framesPerSecond() * MEL.sampleRateHz());
    }

    /** {@code sound} cut, or continued with silence, to {@code samples}. */
    static Sound fitted(Sound sound, int samples) {
        return new Sound(sound.sampleRateHz(), Arrays.copyOf(sound.samples(), samples));
    }

    /** Throws {@link IllegalArgumentException} unless the clip has the size and rates of the settings. */
    public void check(Clip clip) {
        var video = clip.video();
        argument(!video.frames().isEmpty(), "Wanted a clip with pictures, found none");
        check(video);
        argument(
                clip.sound().sampleRateHz() == config.sampleRateHz(),
                "Wanted sound at %d Hz, found %d Hz",
                config.sampleRateHz(),
                clip.sound().sampleRateHz());
    }

    private void check(Video video) {
        var side = config.side();
        argument(
                video.width() == side && video.height() == side,
                "Wanted pictures of %dx%d, found %dx%d",
                side,
                side,
                video.width(),
                video.height());
        argument(
                Math.abs(video.framesPerSecond() - config.framesPerSecond()) < 1e-6,
                "Wanted %s frames per second, found %s",
                config.framesPerSecond(),
                video.framesPerSecond());
    }

    Video video(List<byte[]> frames) {
        return new Video(config.side(), config.side(), config.framesPerSecond(), frames);
    }

    private PatchGrid pictures() {
        return new PatchGrid(config.side(), config.side(), 3, config.patch());
    }

    private PatchGrid spectrograms(int frames) {
        return new PatchGrid(frames, MEL.bins(), 1, config.audioPatch());
    }
}
