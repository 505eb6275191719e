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

/** Frames of any size and pixel format to RGB24 pictures of one size: scaled to cover it, then the middle. */
final class Scaler implements AutoCloseable {
    private static final int UNITY = 1 << 16;

    private final int width;
    private final int height;
    private final AVFrame scaled = av_frame_alloc();
    private SwsContext context;
    private Form form;

    Scaler(int width, int height) {
        this.width = width;
        this.height = height;
    }

    private record Form(int width, int height, int pixels, int colours, int range, double shape) {
        static Form of(AVFrame frame, double shape) {
            return new Form(
                    frame.width(), frame.height(), frame.format(), frame.colorspace(), frame.color_range(), shape);
        }
    }

    /** @param pixelShape width of a pixel over its height */
    Picture picture(AVFrame frame, double pixelShape) {
        var found = Form.of(frame, pixelShape);
        if (!found.equals(form)) {
            prepare(found);
        }
        sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), scaled.data(), scaled.linesize());
        return middle();
    }

    private void prepare(Form found) {
        sws_freeContext(context);
        double across = found.width * found.shape;
        int scaledWidth = covering(width, height * across, found.height);
        int scaledHeight = covering(height, width * (double) found.height, across);
        context = sws_getContext(
                found.width,
                found.height,
                found.pixels,
                scaledWidth,
                scaledHeight,
                AV_PIX_FMT_RGB24,
                SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            throw new IllegalStateException("Cannot scale from " + found + " to " + scaledWidth + "x" + scaledHeight);
        }
        form = found;
        int fullRange = found.range == AVCOL_RANGE_JPEG ? 1 : 0;
        var standard = sws_getCoefficients(SWS_CS_DEFAULT);
        sws_setColorspaceDetails(context, sws_getCoefficients(found.colours), fullRange, standard, 1, 0, UNITY, UNITY);
        av_frame_unref(scaled);
        scaled.width(scaledWidth).height(scaledHeight).format(AV_PIX_FMT_RGB24);
        Libav.check(av_frame_get_buffer(scaled, 0), "make a frame");
    }

    /**
     * Pixels of a side when the other one is as wanted: at least {@code wanted} and, where more, even, as with FFmpeg's
     * {@code scale=-2}.
     *
     * @param length the side times {@code other}, in the shape of the source
     */
    private static int covering(int wanted, double length, double other) {
        return length <= wanted * other
                ? wanted
                : 2 * (int) Math.max((wanted + 1) / 2, Math.round(length / (2 * other)));
    }

    private Picture middle() {
        var rgb = new byte[3 * width * height];
        int left = (scaled.width() - width) / 2;
        int top = (scaled.height() - height) / 2;
        for (int y = 0; y < height; y++) {
            scaled.data(0)
                    .position((long) (top + y) * scaled.linesize(0) + 3L * left)
                    .get(rgb, 3 * y * width, 3 * width);
        }
        return new Picture(width, height, rgb);
    }

    @Override
    public void close() {
        sws_freeContext(context);
        av_frame_free(scaled);
    }
}
