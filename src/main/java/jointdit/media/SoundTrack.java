package jointdit.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** One channel of sound as AAC. */
final class SoundTrack implements AutoCloseable {
    /** Samples in a packet of AAC. */
    static final int FRAME_SAMPLES = 1024;

    private final Sound sound;
    private final Track track;
    private final AVFrame frame;
    private int sent;

    SoundTrack(Mp4Muxer muxer, Sound sound) {
        this.sound = sound;
        track = new Track(muxer, Mp4.AAC_ENCODER);
        var context = track.context();
        context.sample_fmt(AV_SAMPLE_FMT_FLTP);
        context.sample_rate(sound.sampleRateHz());
        context.time_base(Libav.rational(1, sound.sampleRateHz()));
        context.bit_rate(Math.min(128_000, 4L * sound.sampleRateHz()));
        av_channel_layout_default(context.ch_layout(), 1);
        track.open();
        frame = av_frame_alloc();
    }

    /** Encodes whole packets as far as {@code seconds}. */
    void addUntil(double seconds) {
        long samples = Math.min(sound.samples().length, Math.round(seconds * sound.sampleRateHz()));
        while (samples - sent >= FRAME_SAMPLES) {
            send(FRAME_SAMPLES);
        }
    }

    /** Encodes the rest. */
    void end() {
        while (sent < sound.samples().length) {
            send(Math.min(FRAME_SAMPLES, sound.samples().length - sent));
        }
        track.send(null);
    }

    private void send(int count) {
        frame.nb_samples(count).format(AV_SAMPLE_FMT_FLTP).sample_rate(sound.sampleRateHz());
        av_channel_layout_default(frame.ch_layout(), 1);
        Libav.check(av_frame_get_buffer(frame, 0), "make a frame of sound");
        new FloatPointer(frame.data(0)).put(sound.samples(), sent, count);
        frame.pts(sent);
        track.send(frame);
        av_frame_unref(frame);
        sent += count;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        track.close();
    }
}
