package jointdit.media;

import java.util.ArrayList;
import java.util.List;

/** Clips made of formulas, for tests. */
final class Scenes {
    private Scenes() {}

    /** A red disc that swings on a soft blue ground; a tone of 440 or 880 Hz every half second. */
    static Clip disc(Video size, double seconds, int sampleRateHz) {
        var frames = new ArrayList<byte[]>();
        int count = (int) Math.round(seconds * size.framesPerSecond());
        for (int i = 0; i < count; i++) {
            frames.add(frame(size.width(), size.height(), i / (double) count));
        }
        var samples = new float[(int) Math.round(seconds * sampleRateHz)];
        for (int i = 0; i < samples.length; i++) {
            double t = i / (double) sampleRateHz;
            double hz = t % 1 < 0.5 ? 440 : 880;
            samples[i] = (float) (0.5 * Math.exp(-8 * (t % 0.5)) * Math.sin(2 * Math.PI * hz * t));
        }
        var video = new Video(size.width(), size.height(), size.framesPerSecond(), frames);
        return new Clip(video, new Sound(sampleRateHz, samples));
    }

    /** Two seconds of the disc as the product's default: 64x64, 8 frames a second, 16 kHz. */
    static Clip disc() {
        return disc(size(64, 64, 8), 2, 16_000);
    }

    static Video size(int width, int height, double framesPerSecond) {
        return new Video(width, height, framesPerSecond, List.of());
    }

    private static byte[] frame(int width, int height, double progress) {
        var rgb = new byte[3 * width * height];
        double centreX = width * (0.2 + 0.6 * progress);
        double centreY = height * (0.5 + 0.3 * Math.sin(12 * progress));
        for (int i = 0; i < width * height; i++) {
            int row = i / width;
            double distance = Math.hypot(i % width - centreX, row - centreY);
            double inside = Math.max(0, Math.min(1, height / 8.0 - distance)); // soft by one pixel
            rgb[3 * i] = (byte) (30 + 30 * (i % width) / width + 150 * inside);
            rgb[3 * i + 1] = 40;
            rgb[3 * i + 2] = (byte) (90 - 50 * inside);
        }
        return rgb;
    }

    /** Peak signal-to-noise ratio of pictures, dB. */
    static double psnr(byte[] found, byte[] wanted) {
        double sum = 0;
        for (int i = 0; i < found.length; i++) {
            int difference = (found[i] & 255) - (wanted[i] & 255);
            sum += difference * difference;
        }
        return 10 * Math.log10(255 * 255 / (sum / found.length));
    }
}
