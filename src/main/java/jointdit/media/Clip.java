package jointdit.media;

/**
 * A sounding video; both streams start at time 0.
 *
 * @param video its pictures
 * @param sound its sound
 */
public record Clip(Video video, Sound sound) {}
