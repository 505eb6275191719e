package jointdit.media;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

/** An open media file: its first video and sound stream, and what it says of them. Times are from the file's start. */
final class Source implements AutoCloseable {
    private final FFmpegFrameGrabber grabber;

    private Source(FFmpegFrameGrabber grabber) {
        this.grabber = grabber;
    }

    static Source open(byte[] bytes) throws FrameGrabber.Exception {
        Libav.load();
        var grabber = new FFmpegFrameGrabber(new ByteArrayInputStream(bytes));
        grabber.setVideoOption("threads", "1"); // Spark has one task per core
        grabber.setAudioOption("threads", "1");
        grabber.setImageMode(FrameGrabber.ImageMode.RAW);
        grabber.setSampleMode(FrameGrabber.SampleMode.RAW);
        try {
            grabber.start();
            return new Source(grabber);
        } catch (FrameGrabber.Exception | RuntimeException e) {
            grabber.release();
            throw new BadClip(BadClip.Reason.UNDECODABLE, whyNot(bytes, e), e);
        }
    }

    private static String whyNot(byte[] bytes, Exception e) {
        var message = String.valueOf(e.getMessage());
        return message.startsWith("avformat_open_input")
                ? "Found " + bytes.length + " bytes of no known media, or cut off before their index"
                : "Cannot open " + bytes.length + " bytes as media: " + message;
    }

    /** The next decoded frame in the order of the file; none at its end. */
    Optional<Frame> next(Streams wanted) throws FrameGrabber.Exception {
        return Optional.ofNullable(grabber.grabFrame(wanted.sound(), wanted.video(), true, false, false));
    }

    /** Whether there are moving pictures. */
    boolean hasVideo() {
        return hasPictures() && (videoStream().disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0;
    }

    /** Whether there are pictures at all; the cover of a record counts. */
    boolean hasPictures() {
        return grabber.hasVideo();
    }

    boolean hasSound() {
        return grabber.hasAudio();
    }

    /** Frames per second on average, as the file says. */
    double framesPerSecond() {
        return grabber.getVideoFrameRate();
    }

    VideoClock videoClock() {
        double rate = grabber.getVideoFrameRate();
        var tick = tick(hasPictures() ? grabber.getVideoStream() : 0);
        return new VideoClock(tick, startMicros(), jumps(), rate > 0 ? 1 / rate : 0);
    }

    SoundClock soundClock() {
        var tick = tick(hasSound() ? grabber.getAudioStream() : 0);
        return new SoundClock(av_q2d(tick), startMicros() * 1e-6, jumps());
    }

    private AVRational tick(int stream) {
        return format().streams(stream).time_base();
    }

    private Jumps jumps() {
        return (format().iformat().flags() & AVFMT_TS_DISCONT) == 0 ? Jumps.BACK : Jumps.BOTH_WAYS;
    }

    /** Width of a pixel over its height. */
    double pixelShape(AVFrame frame) {
        var ratio = av_guess_sample_aspect_ratio(format(), videoStream(), frame);
        return ratio.num() > 0 && ratio.den() > 0 ? av_q2d(ratio) : 1;
    }

    /** Quarter turns to the left that set the pictures upright. */
    int turns() {
        return hasPictures() ? Math.floorMod(Math.round(grabber.getDisplayRotation() / 90), 4) : 0;
    }

    /** Where the pictures are declared to end, seconds; 0 if the file does not say. */
    double videoEndSeconds() {
        return endSeconds(videoStream());
    }

    /** Where the sound is declared to end, seconds; 0 if the file does not say. */
    double soundEndSeconds() {
        return endSeconds(soundStream());
    }

    /** Where the file is declared to end, seconds; 0 if it does not say. */
    double endSeconds() {
        long micros = format().duration();
        return micros == AV_NOPTS_VALUE ? 0 : micros * 1e-6;
    }

    boolean streamsTellTheirEnd() {
        return (!hasPictures() || videoEndSeconds() > 0) && (!hasSound() || soundEndSeconds() > 0);
    }

    /** MP4 tells the length of its sound to the sample, and its last packet is longer; infinite for other files. */
    double exactSoundEndSeconds() {
        boolean mp4 = format().iformat().name().getString().contains("mp4");
        return mp4 && soundEndSeconds() > 0 ? soundEndSeconds() : Double.POSITIVE_INFINITY;
    }

    private double endSeconds(AVStream stream) {
        if (stream.duration() == AV_NOPTS_VALUE) {
            return 0;
        }
        long start = stream.start_time() == AV_NOPTS_VALUE ? 0 : stream.start_time();
        return (start + stream.duration()) * av_q2d(stream.time_base()) - startMicros() * 1e-6;
    }

    private long startMicros() {
        long start = format().start_time();
        return start == AV_NOPTS_VALUE ? 0 : start;
    }

    private AVStream videoStream() {
        return format().streams(grabber.getVideoStream());
    }

    private AVStream soundStream() {
        return format().streams(grabber.getAudioStream());
    }

    private AVFormatContext format() {
        return grabber.getFormatContext();
    }

    @Override
    public void close() throws FrameGrabber.Exception {
        grabber.release();
    }
}
