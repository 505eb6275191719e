package jointdit.media;

import jointdit.media.BadClip.Reason;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacv.FrameGrabber;

/** Reads how much moves in a file: its own frames at their own size and rate, one after the other. */
final class MotionReader {
    private MotionReader() {}

    static Motion read(byte[] source) throws FrameGrabber.Exception {
        try (var in = Source.open(source);
                var flow = new OpticalFlow()) {
            if (!in.hasVideo()) {
                throw new BadClip(Reason.NO_VIDEO, "Wanted pictures, found a file without them");
            }
            read(in, flow);
            if (flow.lengths().length == 0) {
                throw new BadClip(Reason.TOO_SHORT, "Wanted two pictures at least to see motion, found less");
            }
            return new Motion(flow.lengths(), in.framesPerSecond());
        }
    }

    private static void read(Source in, OpticalFlow flow) throws FrameGrabber.Exception {
        Scaler scaler = null;
        try {
            for (var frame = in.next(Streams.VIDEO); frame.isPresent(); frame = in.next(Streams.VIDEO)) {
                var picture = (AVFrame) frame.get().opaque;
                scaler = scaler == null ? new Scaler(picture.width(), picture.height()) : scaler;
                flow.add(scaler.picture(picture, 1));
            }
        } finally {
            if (scaler != null) {
                scaler.close();
            }
        }
    }
}
