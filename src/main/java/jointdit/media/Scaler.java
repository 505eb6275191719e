package jointdit.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;

/** Frames of any size and pixel format to square RGB24 pictures: short side to the wanted one, then the middle. */
final class Scaler implements AutoCloseable {
    private static final int UNITY = 1 << 16;

    private final int side;
    private final AVFrame scaled = av_frame_alloc();
    private SwsContext context;
    private Form form;

    Scaler(int side) {
        this.side = side;
    }

    private record Form(int width, int height, int pixels, int colours, int range, double shape) {
        static Form of(AVFrame frame, double shape) {
            return new Form(
                    frame.width(), frame.height(), frame.format(), frame.colorspace(), frame.color_range(), shape);
        }
    }

    /** @param pixelShape width of a pixel over its height */
    byte[] square(AVFrame frame, double pixelShape) {
        var found = Form.of(frame, pixelShape);
        if (!found.equals(form)) {
            prepare(found);
        }
        sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), scaled.data(), scaled.linesize());
        return middle();
    }

    private void prepare(Form found) {
        sws_freeContext(context);
        int width = fitted(found.width * found.shape, found.height);
        int height = fitted(found.height, found.width * found.shape);
        context = sws_getContext(
                found.width,
                found.height,
                found.pixels,
                width,
                height,
                AV_PIX_FMT_RGB24,
                SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            throw new IllegalStateException("Cannot scale from " + found + " to " + width + "x" + height);
        }
        form = found;
        int fullRange = found.range == AVCOL_RANGE_JPEG ? 1 : 0;
        var standard = sws_getCoefficients(SWS_CS_DEFAULT);
        sws_setColorspaceDetails(context, sws_getCoefficients(found.colours), fullRange, standard, 1, 0, UNITY, UNITY);
        av_frame_unref(scaled);
        scaled.width(width).height(height).format(AV_PIX_FMT_RGB24);
        Libav.check(av_frame_get_buffer(scaled, 0), "make a frame");
    }

    /** The short side is the wanted one; the other keeps the shape and is even, as with FFmpeg's {@code scale=-2}. */
    private int fitted(double length, double other) {
        return length <= other ? side : 2 * (int) Math.max(side / 2, Math.round(side * length / (2 * other)));
    }

    private byte[] middle() {
        var square = new byte[3 * side * side];
        int left = (scaled.width() - side) / 2;
        int top = (scaled.height() - side) / 2;
        for (int y = 0; y < side; y++) {
            scaled.data(0)
                    .position((long) (top + y) * scaled.linesize(0) + 3L * left)
                    .get(square, 3 * y * side, 3 * side);
        }
        return square;
    }

    @Override
    public void close() {
        sws_freeContext(context);
        av_frame_free(scaled);
    }
}
