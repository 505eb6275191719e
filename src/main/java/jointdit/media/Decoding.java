package jointdit.media;

import java.util.Arrays;
import java.util.Locale;
import jointdit.media.BadClip.Reason;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

/** One pass over one file. */
final class Decoding implements AutoCloseable {
    private static final double SLACK_SECONDS = 0.15;

    private final DecodeConfig config;
    private final Cut cut;
    private final Source in;
    private final VideoClock videoClock;
    private final SoundClock soundClock;
    private final FrameSlots pictures;
    private final SoundLine line;

    private Decoding(Source in, DecodeConfig config, Cut cut) {
        this.config = config;
        this.cut = cut;
        this.in = in;
        videoClock = in.videoClock();
        soundClock = in.soundClock();
        pictures = new FrameSlots(scaler(), in.turns(), cut.steps(config.framesPerSecond()));
        line = new SoundLine(config.sampleRateHz(), cut.steps(config.sampleRateHz()));
    }

    /** Pictures are scaled before they are turned. */
    private Scaler scaler() {
        return in.turns() % 2 == 0
                ? new Scaler(config.width(), config.height())
                : new Scaler(config.height(), config.width());
    }

    static Decoding of(byte[] source, DecodeConfig config, Cut cut) throws FrameGrabber.Exception {
        var in = Source.open(source);
        try {
            return new Decoding(in, config, cut);
        } catch (RuntimeException e) {
            in.close();
            throw e;
        }
    }

    Decoding run(Streams wanted) {
        require(!wanted.video() || in.hasVideo(), Reason.NO_VIDEO, "Wanted pictures, found a file without them");
        require(!wanted.sound() || in.hasSound(), Reason.NO_SOUND, "Wanted sound, found a file without it");
        read(wanted);
        checkLength(wanted);
        pictures.end(cut.ends() ? cut.steps(config.framesPerSecond()) : slot(videoClock.endTicks()));
        line.end();
        checkFrames(wanted);
        return this;
    }

    private void read(Streams wanted) {
        try {
            for (var frame = in.next(wanted); frame.isPresent() && !done(wanted); frame = in.next(wanted)) {
                add(frame.get());
            }
        } catch (FrameGrabber.Exception | RuntimeException e) { // JavaCV throws unchecked ones on broken files too
            var found = String.format(
                    Locale.ROOT,
                    "Damaged: found %.2f s of pictures and %.2f s of sound, then a break: %s",
                    videoClock.endSeconds(),
                    soundClock.endSeconds(),
                    e);
            throw new BadClip(Reason.DAMAGED, found, e);
        }
    }

    Video video() {
        return new Video(config.width(), config.height(), config.framesPerSecond(), pictures.frames());
    }

    Sound sound() {
        var samples = line.until(in.exactSoundEndSeconds() - cut.startSeconds());
        int length = cut.ends() ? cut.steps(config.sampleRateHz()) : samples.length;
        return new Sound(config.sampleRateHz(), Arrays.copyOf(samples, length)); // silence after the end
    }

    Picture firstPicture() throws FrameGrabber.Exception {
        require(in.hasPictures(), Reason.NO_VIDEO, "Wanted a picture, found a file without one");
        var frame = in.next(Streams.VIDEO);
        require(frame.isPresent(), Reason.UNDECODABLE, "Found no decodable picture");
        var picture = (AVFrame) frame.get().opaque;
        pictures.add(picture, in.pixelShape(picture), 0);
        pictures.end(1);
        checkFrames(Streams.VIDEO);
        return new Picture(config.width(), config.height(), pictures.frames().get(0));
    }

    private boolean done(Streams wanted) {
        return (!wanted.video() || pictures.full()) && (!wanted.sound() || line.full());
    }

    private void add(Frame frame) {
        var data = (AVFrame) frame.opaque;
        if (frame.type == Frame.Type.VIDEO) {
            pictures.add(data, in.pixelShape(data), slot(videoClock.ticks(data)));
        } else if (frame.type == Frame.Type.AUDIO) {
            line.add(data, soundClock.seconds(data) - cut.startSeconds());
        }
    }

    private long slot(long ticks) {
        return videoClock.slot(ticks, cut.startSeconds(), config.framesPerSecond());
    }

    private void checkLength(Streams wanted) {
        if (wanted.video() && !pictures.full()) {
            checkLength("pictures", videoClock.endSeconds(), in.videoEndSeconds());
        }
        if (wanted.sound() && !line.full()) {
            checkLength("sound", soundClock.endSeconds(), in.soundEndSeconds());
        }
        double found = Math.max(videoClock.endSeconds(), soundClock.endSeconds());
        if (!done(wanted)) {
            checkTruncation("the clip", found, in.streamsTellTheirEnd() ? 0 : in.endSeconds());
        }
    }

    private void checkLength(String what, double found, double declared) {
        checkTruncation(what, found, declared);
        require(found > 0, Reason.UNDECODABLE, "Found no decodable %s", what);
        require(
                found > cut.startSeconds() && (!cut.ends() || found + SLACK_SECONDS >= cut.endSeconds()),
                Reason.TOO_SHORT,
                "Wanted %s from %.2f s to %.2f s, found an end at %.2f s",
                what,
                cut.startSeconds(),
                cut.endSeconds(),
                found);
    }

    /** @param declared in seconds, 0 where the file does not say */
    private void checkTruncation(String what, double found, double declared) {
        double needed = Math.min(declared, cut.endSeconds());
        require(
                found + SLACK_SECONDS >= needed,
                Reason.TRUNCATED,
                "Truncated: found %.2f s of the %.2f s of %s that it declares",
                found,
                declared,
                what);
    }

    private void checkFrames(Streams wanted) {
        boolean video = wanted.video();
        require(!video || !pictures.frames().isEmpty(), Reason.UNDECODABLE, "Found no decodable pictures");
        require(
                !video || pictures.damaged() == 0,
                Reason.DAMAGED,
                "Damaged: %d of %d frames could only be guessed",
                pictures.damaged(),
                pictures.frames().size());
    }

    private static void require(boolean condition, Reason reason, String message, Object... values) {
        if (!condition) {
            throw new BadClip(reason, String.format(Locale.ROOT, message, values));
        }
    }

    @Override
    public void close() throws FrameGrabber.Exception {
        pictures.close();
        line.close();
        in.close();
    }
}
