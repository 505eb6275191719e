package jointdit.media;

/**
 * A sounding video; both streams start at time 0.
 *
 * @param video its pictures
 * @param sound its sound
 */
public record Clip(Video video, Sound sound) {
    /** Pictures with silence. */
    public static Clip silent(Video video, int sampleRateHz) {
        return new Clip(video, new Sound(sampleRateHz, new float[(int) Math.round(video.seconds() * sampleRateHz)]));
    }
}
