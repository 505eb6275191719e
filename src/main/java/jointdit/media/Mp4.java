package jointdit.media;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Clips as MP4 files with H.264 and AAC, which every browser plays, the index in front so that playing starts at once.
 * Equal clips give equal bytes.
 */
public final class Mp4 {
    /** FFmpeg's encoder of the pictures. */
    public static final String H264_ENCODER = "libopenh264";

    /** FFmpeg's encoder of the sound. */
    public static final String AAC_ENCODER = "aac";

    private Mp4() {}

    /**
     * The clip as a file in memory.
     *
     * @throws IllegalArgumentException if the clip has no frames or no sound, or an odd width or height, which 4:2:0
     *     colour cannot hold
     * @throws IllegalStateException if this FFmpeg lacks an encoder, or the encoder refuses the clip
     */
    public static byte[] bytes(Clip clip) {
        check(clip.video());
        argument(clip.sound().samples().length > 0, "Wanted at least 1 sample of sound to encode, found none");
        try (var muxer = new Mp4Muxer(); // closed last
                var pictures = new VideoTrack(muxer, clip.video());
                var sound = new SoundTrack(muxer, clip.sound())) {
            muxer.begin(packets(clip));
            for (int i = 0; i < clip.video().frames().size(); i++) {
                pictures.add(i);
                sound.addUntil((i + 1) / clip.video().framesPerSecond());
            }
            pictures.end();
            sound.end();
            return muxer.end();
        }
    }

    /** The same of pictures without a sound track. */
    public static byte[] bytes(Video video) {
        check(video);
        try (var muxer = new Mp4Muxer();
                var pictures = new VideoTrack(muxer, video)) {
            muxer.begin(video.frames().size() + 3);
            for (int i = 0; i < video.frames().size(); i++) {
                pictures.add(i);
            }
            pictures.end();
            return muxer.end();
        }
    }

    /**
     * Writes {@link #bytes} to a file, replacing it.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(Clip clip, Path file) {
        try {
            Files.write(file, bytes(clip));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static int packets(Clip clip) {
        return clip.video().frames().size() + clip.sound().samples().length / SoundTrack.FRAME_SAMPLES + 3;
    }

    private static void check(Video video) {
        argument(!video.frames().isEmpty(), "Wanted at least 1 frame to encode, found none");
        argument(
                video.width() % 2 == 0 && video.height() % 2 == 0,
                "Wanted an even width and height for H.264, found %dx%d; crop or scale by one pixel",
                video.width(),
                video.height());
    }
}
