package jointdit.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;
import static org.bytedeco.ffmpeg.global.swresample.swr_inject_silence;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Frames of sound of any format in one line of samples at one rate, silence in the gaps between them. */
final class SoundLine implements AutoCloseable {
    private final int rate;
    private final int limit;
    private final AVChannelLayout mono = new AVChannelLayout();
    private final PointerPointer<BytePointer> output = new PointerPointer<>(1);
    private FloatPointer buffer = new FloatPointer(8192);
    private SwrContext context;
    private Form form;
    private float[] samples = new float[1 << 15];
    private long at;
    private double fedSeconds = Double.NaN;

    /** @param limit samples to keep at most */
    SoundLine(int rate, int limit) {
        this.rate = rate;
        this.limit = limit;
        av_channel_layout_default(mono, 1);
    }

    private record Form(int rate, int format, int channels) {
        static Form of(AVFrame frame) {
            return new Form(
                    frame.sample_rate(), frame.format(), frame.ch_layout().nb_channels());
        }
    }

    /** A frame due {@code seconds} after sample 0; what lies before that is dropped. */
    void add(AVFrame frame, double seconds) {
        if (Double.isNaN(fedSeconds)) {
            at = Math.round(seconds * rate);
            fedSeconds = seconds;
        }
        if (!Form.of(frame).equals(form)) {
            end();
            prepare(frame);
        }
        double gap = seconds - fedSeconds;
        if (gap > 0.001) { // the rest is rounding
            Libav.check(swr_inject_silence(context, (int) Math.round(gap * frame.sample_rate())), "fill a gap");
            fedSeconds = seconds;
        }
        convert(frame.extended_data(), frame.nb_samples());
        fedSeconds += frame.nb_samples() / (double) frame.sample_rate();
    }

    /** Takes out what the resampler still holds. */
    void end() {
        if (context != null) {
            convert(null, 0);
        }
    }

    boolean full() {
        return at >= limit;
    }

    /** The samples there are, but none after {@code seconds}. */
    float[] until(double seconds) {
        return Arrays.copyOf(samples, (int) Math.max(0, Math.min(Math.min(at, limit), Math.round(seconds * rate))));
    }

    private void prepare(AVFrame frame) {
        free(context);
        form = Form.of(frame);
        context = new SwrContext(null);
        int code = swr_alloc_set_opts2(
                context, mono, AV_SAMPLE_FMT_FLT, rate, frame.ch_layout(), form.format, form.rate, 0, null);
        Libav.check(code, "resample " + form);
        av_opt_set_double(context, "rematrix_maxval", 1, 0); // channels averaged, so that none can exceed [-1, 1]
        Libav.check(swr_init(context), "resample " + form);
    }

    private void convert(PointerPointer<?> input, int count) {
        int room = swr_get_out_samples(context, count);
        if (room > buffer.capacity()) {
            buffer.close();
            buffer = new FloatPointer(2L * room);
        }
        output.put(0, buffer);
        int made = Libav.check(swr_convert(context, output, room, input, count), "resample " + form);
        keep(made);
    }

    private void keep(int made) {
        long from = Math.max(0, -at);
        long count = Math.min(made, limit - at) - from;
        if (count > 0) {
            int to = (int) (at + from);
            if (to + count > samples.length) {
                samples = Arrays.copyOf(samples, (int) Math.max(to + count, Math.min(limit, 2L * samples.length)));
            }
            buffer.position(from).get(samples, to, (int) count);
            buffer.position(0);
        }
        at += made;
    }

    private static void free(SwrContext context) {
        if (context != null) {
            swr_free(context);
        }
    }

    @Override
    public void close() {
        free(context);
        buffer.close();
        output.close();
        mono.close();
    }
}
