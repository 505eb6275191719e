package jointdit.media;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_video.calcOpticalFlowFarneback;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Dense optical flow from picture to picture, with the settings of AV-Align, on the caller's thread alone.
 *
 * @see <a href="https://doi.org/10.1007/3-540-45103-X_50">Farneback 2003</a>
 */
final class OpticalFlow implements AutoCloseable {
    private static final double PYRAMID = 0.5;
    private static final int LEVELS = 3;
    private static final int WINDOW = 15;
    private static final int ITERATIONS = 3;
    private static final int NEIGHBOURHOOD = 5;
    private static final double SIGMA = 1.2;

    /** Weights of red, green and blue in grey, in parts of 2^15, as OpenCV rounds them. */
    private static final int RED = 9798;

    private static final int GREEN = 19235;
    private static final int BLUE = 3735;

    static {
        setNumThreads(1); // Spark has one task per core
    }

    private final Mat flow = new Mat();
    private final List<Double> lengths = new ArrayList<>();
    private Mat last = new Mat();

    /** The next picture, of the size of those before. */
    void add(Picture picture) {
        var grey = grey(picture);
        if (!last.empty()) {
            calcOpticalFlowFarneback(last, grey, flow, PYRAMID, LEVELS, WINDOW, ITERATIONS, NEIGHBOURHOOD, SIGMA, 0);
            lengths.add(meanLength(flow.createBuffer()));
        }
        last.close();
        last = grey;
    }

    /** Mean lengths, one a picture; none for less than two. */
    double[] lengths() {
        var all = new double[lengths.isEmpty() ? 0 : lengths.size() + 1];
        for (int i = 0; i < all.length; i++) {
            all[i] = lengths.get(Math.max(0, i - 1));
        }
        return all;
    }

    private static Mat grey(Picture picture) {
        var rgb = picture.rgb();
        var grey = new byte[rgb.length / 3];
        for (int i = 0; i < grey.length; i++) {
            int sum = RED * (rgb[3 * i] & 255) + GREEN * (rgb[3 * i + 1] & 255) + BLUE * (rgb[3 * i + 2] & 255);
            grey[i] = (byte) ((sum + (1 << 14)) >> 15);
        }
        var mat = new Mat(picture.height(), picture.width(), CV_8UC1);
        mat.data().put(grey);
        return mat;
    }

    private static double meanLength(FloatBuffer flow) {
        double sum = 0;
        int pixels = flow.remaining() / 2;
        for (int i = 0; i < pixels; i++) {
            double x = flow.get(2 * i);
            double y = flow.get(2 * i + 1);
            sum += Math.sqrt(x * x + y * y);
        }
        return sum / pixels;
    }

    @Override
    public void close() {
        last.close();
        flow.close();
    }
}
