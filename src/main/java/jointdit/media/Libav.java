package jointdit.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** The FFmpeg libraries: quiet, with return codes turned into exceptions. */
final class Libav {
    static {
        av_log_set_level(AV_LOG_FATAL); // a broken clip is told of once, by its exception
    }

    private Libav() {}

    /** Makes sure that the libraries are loaded and quiet. */
    static void load() {}

    /**
     * The return code of a call, where it tells no error.
     *
     * @param what the call was for, as in "Cannot open the encoder"
     */
    static int check(int code, String what) {
        if (code < 0) {
            throw new IllegalStateException("Cannot " + what + ": " + text(code));
        }
        return code;
    }

    static AVRational rational(int numerator, int denominator) {
        return new AVRational().num(numerator).den(denominator);
    }

    private static String text(int code) {
        var bytes = new byte[128];
        av_strerror(code, bytes, bytes.length);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + " (" + code + ")";
    }
}
