package jointdit.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** One encoder and its stream in the file. */
final class Track implements AutoCloseable {
    private final Mp4Muxer muxer;
    private final String encoder;
    private final AVCodec codec;
    private final AVCodecContext context;
    private final AVStream stream;

    /**
     * @throws IllegalStateException if FFmpeg lacks the encoder; FFmpeg itself would take another one without a word
     */
    Track(Mp4Muxer muxer, String encoder) {
        this.muxer = muxer;
        this.encoder = encoder;
        codec = avcodec_find_encoder_by_name(encoder);
        if (codec == null) {
            throw new IllegalStateException(
                    "Wanted the encoder " + encoder + ", found an FFmpeg without it; use the bytedeco build of FFmpeg");
        }
        context = avcodec_alloc_context3(codec);
        context.flags(AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT);
        context.thread_count(1);
        stream = avformat_new_stream(muxer.format(), codec);
    }

    /** To be set up before {@link #open}. */
    AVCodecContext context() {
        return context;
    }

    /** @throws IllegalStateException if the encoder refuses the settings; the track is closed then */
    void open() {
        try {
            Libav.check(avcodec_open2(context, codec, (AVDictionary) null), "open the encoder " + encoder);
            Libav.check(avcodec_parameters_from_context(stream.codecpar(), context), "describe a stream");
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
        stream.time_base(context.time_base());
    }

    /** Encodes a frame, or with {@code null} what is left. */
    void send(AVFrame frame) {
        Libav.check(avcodec_send_frame(context, frame), "encode with " + encoder);
        var packet = muxer.packet();
        int code = avcodec_receive_packet(context, packet);
        while (code >= 0) {
            if (packet.duration() == 0) {
                packet.duration(1); // openh264 leaves it out, and the last frame would last no time
            }
            packet.stream_index(stream.index());
            av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
            muxer.write();
            code = avcodec_receive_packet(context, packet);
        }
        if (code != AVERROR_EAGAIN() && code != AVERROR_EOF()) {
            Libav.check(code, "encode with " + encoder);
        }
    }

    @Override
    public void close() {
        avcodec_free_context(context);
    }
}
