package jointdit.media;

import static jointdit.config.Check.argument;

import java.util.Optional;

/**
 * What was made of a prompt: sounding video, silent video, or sound alone.
 *
 * @param video its pictures
 * @param sound its sound
 */
public record Rendition(Optional<Video> video, Optional<Sound> sound) {
    public Rendition {
        argument(video.isPresent() || sound.isPresent(), "Wanted pictures or sound, found neither");
    }

    /** Sounding video. */
    public static Rendition of(Clip clip) {
        return new Rendition(Optional.of(clip.video()), Optional.of(clip.sound()));
    }

    /** Silent video. */
    public static Rendition of(Video video) {
        return new Rendition(Optional.of(video), Optional.empty());
    }

    /** Sound alone. */
    public static Rendition of(Sound sound) {
        return new Rendition(Optional.empty(), Optional.of(sound));
    }

    /** An MP4 file of the pictures, with the sound if there is one. */
    public Optional<byte[]> mp4() {
        return video.map(pictures ->
                sound.map(heard -> Mp4.bytes(new Clip(pictures, heard))).orElseGet(() -> Mp4.bytes(pictures)));
    }

    /** A WAV file of the sound. */
    public Optional<byte[]> wav() {
        return sound.map(Wav::bytes);
    }
}
