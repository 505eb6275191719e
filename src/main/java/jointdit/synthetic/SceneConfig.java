package jointdit.synthetic;

import static jointdit.config.Check.argument;

import java.io.Serializable;

/**
 * Size of the synthetic clips.
 *
 * @param width pixels across, even, in [32, 1024]
 * @param height pixels down, likewise; the scene spans the shorter of the two
 * @param seconds length, in [1, 30]
 * @param framesPerSecond in [4, 60]
 * @param sampleRateHz in [8000, 48000]
 */
public record SceneConfig(int width, int height, double seconds, double framesPerSecond, int sampleRateHz)
        implements Serializable {
    public SceneConfig {
        check("width", width);
        check("height", height);
        argument(1 <= seconds && seconds <= 30, "seconds must lie in [1, 30], found %s", seconds);
        argument(
                4 <= framesPerSecond && framesPerSecond <= 60,
                "frames-per-second must lie in [4, 60], found %s",
                framesPerSecond);
        argument(
                8000 <= sampleRateHz && sampleRateHz <= 48000,
                "sample-rate-hz must lie in [8000, 48000], found %d",
                sampleRateHz);
    }

    private static void check(String name, int pixels) {
        argument(
                32 <= pixels && pixels <= 1024 && pixels % 2 == 0,
                "%s must be even and in [32, 1024], found %d",
                name,
                pixels);
    }

    /** 64x64 pixels, 2 s, 8 frames a second, 16 kHz. */
    public static SceneConfig standard() {
        return new SceneConfig(64, 64, 2, 8, 16000);
    }

    /** Frames of a clip. */
    public int frames() {
        return (int) Math.round(seconds * framesPerSecond);
    }

    /** Samples of a clip. */
    public int samples() {
        return (int) Math.round(seconds * sampleRateHz);
    }

    /** Shortest time in seconds between two events, so that at least three frames lie between them. */
    double shortestGap() {
        return Math.max(0.4, 3.2 / framesPerSecond);
    }

    /** Time in seconds before which nothing happens. */
    double firstEvent() {
        return 0.15;
    }

    /** Time in seconds after which nothing happens. */
    double lastEvent() {
        return seconds - 0.12;
    }
}
