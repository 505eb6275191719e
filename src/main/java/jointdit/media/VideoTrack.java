package jointdit.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;

/** Pictures as H.264, BT.601 colour, one key frame a second. */
final class VideoTrack implements AutoCloseable {
    private static final int WORST_QUANTISER = 20; // of 51; keeps small moving shapes whole at any bit rate

    private final Video video;
    private final Track track;
    private final AVFrame rgb;
    private final AVFrame frame;
    private final SwsContext scaler;

    VideoTrack(Mp4Muxer muxer, Video video) {
        this.video = video;
        int width = video.width();
        int height = video.height();
        track = new Track(muxer, Mp4.H264_ENCODER);
        describe(track.context());
        track.open();
        rgb = frame(AV_PIX_FMT_RGB24);
        frame = frame(AV_PIX_FMT_YUV420P);
        int flags = SWS_BILINEAR | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INP;
        scaler = sws_getContext(
                width, height, AV_PIX_FMT_RGB24, width, height, AV_PIX_FMT_YUV420P, flags, null, null, (DoublePointer)
                        null);
    }

    private void describe(AVCodecContext context) {
        var rate = av_d2q(video.framesPerSecond(), 1_000_000);
        context.width(video.width());
        context.height(video.height());
        context.pix_fmt(AV_PIX_FMT_YUV420P);
        context.framerate(rate);
        context.time_base(Libav.rational(rate.den(), rate.num()));
        context.bit_rate(
                Math.max(1_000_000, Math.round(0.2 * video.width() * video.height() * video.framesPerSecond())));
        context.qmin(10);
        context.qmax(WORST_QUANTISER);
        context.gop_size((int) Math.max(1, Math.round(video.framesPerSecond())));
        context.max_b_frames(0);
        context.colorspace(AVCOL_SPC_SMPTE170M);
        context.color_range(AVCOL_RANGE_MPEG);
    }

    void add(int index) {
        Libav.check(av_frame_make_writable(frame), "reuse a frame");
        fill(video.frames().get(index));
        sws_scale(scaler, rgb.data(), rgb.linesize(), 0, video.height(), frame.data(), frame.linesize());
        frame.pts(index);
        track.send(frame);
    }

    private void fill(byte[] picture) {
        int row = 3 * video.width();
        for (int y = 0; y < video.height(); y++) {
            rgb.data(0).position((long) y * rgb.linesize(0)).put(picture, y * row, row);
        }
    }

    private AVFrame frame(int format) {
        var made = av_frame_alloc();
        made.width(video.width()).height(video.height()).format(format);
        Libav.check(av_frame_get_buffer(made, 0), "make a frame");
        return made;
    }

    void end() {
        track.send(null);
    }

    @Override
    public void close() {
        av_frame_free(rgb);
        sws_freeContext(scaler);
        av_frame_free(frame);
        track.close();
    }
}
