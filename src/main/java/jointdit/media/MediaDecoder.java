package jointdit.media;

import jointdit.media.BadClip.Reason;
import org.bytedeco.javacv.FrameGrabber;

/**
 * Decodes files of any kind FFmpeg reads. Thread-safe; each call works on the caller's thread alone.
 *
 * <p>Pictures: frame n shows the last source frame whose time, rounded to the nearest multiple of 1 / rate, is n / rate
 * or earlier, as FFmpeg's {@code fps} filter has it; rotation and pixel shape are applied; the picture is scaled
 * (bilinear) until it covers the wanted one, and the middle kept. Sound: all channels averaged, resampled. Both start
 * where the file starts: pictures that begin later are preceded by the first one, sound that begins later by silence.
 *
 * <p>A file that ends before it says so, whose frames could only be guessed, or that ends more than 0.15 s before the
 * end of the cut gives a {@link BadClip}, never a shorter or patched clip.
 */
public final class MediaDecoder {
    private final DecodeConfig config;

    public MediaDecoder(DecodeConfig config) {
        this.config = config;
    }

    /**
     * The whole clip.
     *
     * @throws BadClip if the file lacks pictures or sound, or is broken
     */
    public Clip clip(byte[] source) {
        return clip(source, Cut.WHOLE);
    }

    /**
     * Part of a clip; a cut that ends has exactly {@code seconds * rate} frames and samples.
     *
     * @throws BadClip if the file lacks pictures or sound, or the part, or is broken
     */
    public Clip clip(byte[] source, Cut cut) {
        return decoded(source, () -> {
            try (var decoding = Decoding.of(source, config, cut)) {
                return new Clip(decoding.run(Streams.BOTH).video(), decoding.sound());
            }
        });
    }

    /**
     * The pictures alone.
     *
     * @throws BadClip if the file lacks them, or the part, or is broken
     */
    public Video video(byte[] source, Cut cut) {
        return decoded(source, () -> {
            try (var decoding = Decoding.of(source, config, cut)) {
                return decoding.run(Streams.VIDEO).video();
            }
        });
    }

    /**
     * The sound alone.
     *
     * @throws BadClip if the file lacks it, or the part, or is broken
     */
    public Sound sound(byte[] source, Cut cut) {
        return decoded(source, () -> {
            try (var decoding = Decoding.of(source, config, cut)) {
                return decoding.run(Streams.SOUND).sound();
            }
        });
    }

    /**
     * The first picture of a video or image file (PNG, JPEG, WebP and so on), as a frame of a clip would be.
     *
     * @throws BadClip if the file holds no picture
     */
    public Picture picture(byte[] source) {
        return decoded(source, () -> {
            try (var decoding = Decoding.of(source, config, Cut.WHOLE)) {
                return decoding.firstPicture();
            }
        });
    }

    /**
     * How much moves, from frame to frame of the file itself.
     *
     * @throws BadClip if the file lacks pictures, or is broken
     */
    public static Motion motion(byte[] source) {
        return decoded(source, () -> MotionReader.read(source));
    }

    /**
     * Whether the file holds sound, be it silence.
     *
     * @throws BadClip if it is broken
     */
    public static boolean hasSound(byte[] source) {
        return decoded(source, () -> {
            try (var in = Source.open(source)) {
                return in.hasSound();
            }
        });
    }

    private interface Work<T> {
        T run() throws FrameGrabber.Exception;
    }

    private static <T> T decoded(byte[] source, Work<T> work) {
        if (source.length == 0) {
            throw new BadClip(Reason.UNDECODABLE, "Found an empty file");
        }
        try {
            return work.run();
        } catch (BadClip e) {
            throw e;
        } catch (FrameGrabber.Exception | RuntimeException e) {
            throw new BadClip(Reason.UNDECODABLE, "Cannot decode " + source.length + " bytes: " + e, e);
        }
    }
}
