package jointdit.evaluate.sync;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import jointdit.media.Video;

/** Pictures of 64 x 64 by 16 principal components of patches of 8 x 8 pixels, fitted by subspace iteration. */
final class PatchCodec {
    private static final int PATCH = 8;
    private static final int VALUES = 3 * PATCH * PATCH;
    private static final int CHANNELS = 16;
    private static final int ROUNDS = 12;

    private final double[] mean = new double[VALUES];
    private final double[][] components = new double[CHANNELS][VALUES];

    PatchCodec(List<Video> videos) {
        var patches = videos.stream()
                .flatMap(v -> v.frames().stream())
                .flatMap(f -> Arrays.stream(patches(f)))
                .toList();
        patches.forEach(p -> add(mean, p, 1.0 / patches.size()));
        var covariance = new double[VALUES][VALUES];
        for (var patch : patches) {
            add(patch, mean, -1);
            for (int i = 0; i < VALUES; i++) {
                if (patch[i] != 0) {
                    add(covariance[i], patch, patch[i]);
                }
            }
        }
        var random = new Random(7);
        for (var component : components) {
            Arrays.setAll(component, i -> random.nextGaussian());
        }
        for (int round = 0; round < ROUNDS; round++) {
            improve(covariance);
        }
    }

    Video roundTrip(Video video) {
        return Bounces.frames(video, this::roundTrip);
    }

    private byte[] roundTrip(byte[] frame) {
        var patches = patches(frame);
        for (var patch : patches) {
            add(patch, mean, -1);
            var rebuilt = mean.clone();
            for (var component : components) {
                add(rebuilt, component, dot(component, patch));
            }
            System.arraycopy(rebuilt, 0, patch, 0, VALUES);
        }
        return picture(patches);
    }

    /** One step towards the strongest components, kept orthogonal and of length 1. */
    private void improve(double[][] covariance) {
        for (int c = 0; c < CHANNELS; c++) {
            var old = components[c];
            var better =
                    Arrays.stream(covariance).mapToDouble(row -> dot(row, old)).toArray();
            for (int before = 0; before < c; before++) {
                add(better, components[before], -dot(components[before], better));
            }
            double length = Math.sqrt(dot(better, better));
            components[c] = Arrays.stream(better).map(v -> v / length).toArray();
        }
    }

    private static double[][] patches(byte[] frame) {
        var patches = new double[64][VALUES];
        for (int i = 0; i < frame.length; i++) {
            patches[patch(i)][place(i)] = frame[i] & 255;
        }
        return patches;
    }

    private static byte[] picture(double[][] patches) {
        var frame = new byte[64 * VALUES];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (byte) Math.round(Math.max(0, Math.min(255, patches[patch(i)][place(i)])));
        }
        return frame;
    }

    private static int patch(int at) {
        return at / (3 * 64 * PATCH) * 8 + at / 3 % 64 / PATCH;
    }

    private static int place(int at) {
        return at / (3 * 64) % PATCH * 3 * PATCH + at % (3 * PATCH);
    }

    private static void add(double[] sum, double[] values, double times) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += times * values[i];
        }
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
