package jointdit.evaluate.quality;

import static jointdit.config.Check.argument;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import jointdit.evaluate.Measure;
import jointdit.media.Video;

/**
 * How much a video is like a reference, frame by frame.
 *
 * <pre>
 * psnr              peak signal-to-noise ratio of a frame in dB, over all channels, at most 100; mean over frames
 * ssim              {@link Ssim} of the luma; mean over frames
 * first-frame-psnr  the same of the first frame alone: does the video start at the picture it was given?
 * </pre>
 */
public final class PictureQuality {
    /** What equal pictures get, whose ratio is infinite. */
    private static final double MOST_DB = 100;

    private PictureQuality() {}

    /** Of videos of the same size; where one is longer, its last frames are left. */
    public static List<Measure> of(Video video, Video reference) {
        argument(
                video.width() == reference.width() && video.height() == reference.height(),
                "Wanted a reference of %dx%d, found %dx%d",
                video.width(),
                video.height(),
                reference.width(),
                reference.height());
        var ssim = new Ssim(video.width(), video.height());
        return List.of(
                Measure.mean("psnr", mean(video, reference, PictureQuality::psnr)),
                Measure.mean("ssim", mean(video, reference, ssim::of)),
                Measure.mean(
                        "first-frame-psnr",
                        psnr(video.frames().get(0), reference.frames().get(0))));
    }

    /** In dB, of RGB24 pictures. */
    static double psnr(byte[] picture, byte[] reference) {
        double sum = 0;
        for (int i = 0; i < picture.length; i++) {
            double difference = (picture[i] & 255) - (reference[i] & 255);
            sum += difference * difference;
        }
        return sum == 0 ? MOST_DB : Math.min(MOST_DB, 10 * Math.log10(255 * 255 * picture.length / sum));
    }

    private static double mean(Video video, Video reference, ToDoubleBiFunction<byte[], byte[]> figure) {
        int frames = Math.min(video.frames().size(), reference.frames().size());
        double sum = 0;
        for (int k = 0; k < frames; k++) {
            sum += figure.applyAsDouble(
                    video.frames().get(k), reference.frames().get(k));
        }
        return sum / frames;
    }
}
