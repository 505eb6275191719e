package jointdit.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** An MP4 file that grows in native memory: tracks are added, then {@link #begin}, packets, {@link #end}. */
final class Mp4Muxer implements AutoCloseable {
    private final AVFormatContext format = new AVFormatContext(null);
    private final AVIOContext memory = new AVIOContext(null);
    private final AVPacket packet = av_packet_alloc();

    Mp4Muxer() {
        Libav.load();
        Libav.check(avformat_alloc_output_context2(format, null, "mp4", null), "make an MP4 file");
        format.flags(
                format.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT); // leaves out the name and version of the writer
        Libav.check(avio_open_dyn_buf(memory), "write to memory");
        format.pb(memory);
    }

    AVFormatContext format() {
        return format;
    }

    /** The one packet that all tracks write with. */
    AVPacket packet() {
        return packet;
    }

    /** Leaves room for the index in front of the data: about 1 KB and at most 24 bytes for each of so many packets. */
    void begin(int packets) {
        var options = new AVDictionary(null);
        av_dict_set(options, "moov_size", Integer.toString(2048 + 24 * packets), 0);
        try {
            Libav.check(avformat_write_header(format, options), "begin the MP4 file");
        } finally {
            av_dict_free(options);
        }
    }

    void write() {
        Libav.check(av_interleaved_write_frame(format, packet), "write to the MP4 file");
    }

    byte[] end() {
        Libav.check(av_write_trailer(format), "finish the MP4 file");
        return drain();
    }

    private byte[] drain() {
        var data = new BytePointer((Pointer) null);
        int size = avio_close_dyn_buf(memory, data);
        memory.setNull();
        format.pb(null);
        var bytes = new byte[size];
        data.get(bytes);
        av_free(data);
        return bytes;
    }

    @Override
    public void close() {
        if (!memory.isNull()) {
            drain();
        }
        av_packet_free(packet);
        avformat_free_context(format);
    }
}
