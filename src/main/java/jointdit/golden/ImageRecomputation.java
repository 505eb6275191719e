package jointdit.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jointdit.media.Picture;
import jointdit.media.PictureResizer;
import jointdit.media.Planes;
import jointdit.media.Png;
import jointdit.media.ResizeFilter;
import jointdit.pretrained.clip.ClipPixels;
import jointdit.tensor.Array;
import jointdit.tensor.Shape;

/** Pictures as image towers and image codecs want them; {@code NAME.png} with {@code NAME.resized.png} and tensors. */
final class ImageRecomputation implements Recomputation {
    private static final String RESIZED = ".resized.png";
    private static final String CROPPED = "output.cropped_u8_stride4";
    private static final int SIDE = 224;
    private static final int CODEC_WIDTH = 96;
    private static final int CODEC_HEIGHT = 64;
    private static final double TOLERANCE = 1e-5;
    private static final double SMOOTH_TOLERANCE = 2e-4;

    @Override
    public boolean fits(Golden golden) {
        return golden.name().startsWith("image_preproc");
    }

    @Override
    public List<Expectation> wanted(Golden golden) {
        var wanted = new ArrayList<Expectation>();
        for (var name : pictures(golden)) {
            var resized = Png.picture(bytes(golden.folder().resolve(name + RESIZED)));
            wanted.add(new Expectation(name + RESIZED, levels(resized, 1), Tolerance.EXACT));
            var tensors = golden.file(name + ".safetensors");
            for (var tensor : tensors.values().names()) {
                wanted.add(new Expectation(
                        name + ":" + tensor, tensors.value(tensor), Tolerance.absolute(tolerance(tensor))));
            }
        }
        return wanted;
    }

    private static double tolerance(String tensor) {
        if (tensor.equals(CROPPED)) {
            return 0;
        }
        return tensor.startsWith("output.svd") ? SMOOTH_TOLERANCE : TOLERANCE;
    }

    @Override
    public Map<String, Array> compute(Golden golden) {
        var computed = new LinkedHashMap<String, Array>();
        for (var name : pictures(golden)) {
            var picture = Png.picture(bytes(golden.folder().resolve(name + ".png")));
            var resized = PictureResizer.resizeShortSide(picture, SIDE, ResizeFilter.BICUBIC);
            computed.put(name + RESIZED, levels(resized, 1));
            compute(picture).forEach((tensor, array) -> computed.put(name + ":output." + tensor, array));
        }
        return computed;
    }

    private static Map<String, Array> compute(Picture picture) {
        var pixels = ClipPixels.openAi(SIDE);
        var clip = pixels.of(picture);
        var smooth = pixels.smooth(picture);
        var small = strided(clip, 8);
        return Map.of(
                "cropped_u8_stride4", levels(pixels.square(picture), 4),
                "clip_tensor_ch0_row_stride8",
                        small.reshape(3, small.shape().size(2), small.shape().size(3)),
                "clip_tensor_mean", means(clip),
                "clip_tensor_std", deviations(clip),
                "svd_clip_input_stride4", strided(smooth, 4),
                "svd_clip_mean", means(smooth),
                "svd_clip_std", deviations(smooth),
                "vae_preproc_64x96_lanczos", forCodec(picture));
    }

    private static Array forCodec(Picture picture) {
        var resized = PictureResizer.resize(picture, CODEC_WIDTH, CODEC_HEIGHT, ResizeFilter.LANCZOS);
        return Array.of(
                Shape.of(1, 3, CODEC_HEIGHT, CODEC_WIDTH), Planes.of(resized).values());
    }

    private static List<String> pictures(Golden golden) {
        try (var files = Files.list(golden.folder())) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(RESIZED))
                    .map(n -> n.substring(0, n.length() - RESIZED.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + golden.folder(), e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** (H / stride, W / stride, 3) of bytes. */
    private static Array levels(Picture picture, int stride) {
        var height = (picture.height() + stride - 1) / stride;
        var width = (picture.width() + stride - 1) / stride;
        var levels = new long[3 * height * width];
        for (var i = 0; i < levels.length; i++) {
            var pixel = i / 3 / width * stride * picture.width() + i / 3 % width * stride;
            levels[i] = picture.rgb()[3 * pixel + i % 3] & 255;
        }
        return Array.ofLongs(Shape.of(height, width, 3), levels);
    }

    /** Every so many rows and columns of (1, C, S, S). */
    private static Array strided(Array planes, int stride) {
        var side = planes.shape().size(2);
        var kept = (side + stride - 1) / stride;
        var values = new float[planes.shape().size(1) * kept * kept];
        for (var i = 0; i < values.length; i++) {
            var row = i / (kept * kept) * side + i / kept % kept * stride;
            values[i] = planes.floats()[row * side + i % kept * stride];
        }
        return Array.of(Shape.of(1, planes.shape().size(1), kept, kept), values);
    }

    private static Array means(Array planes) {
        var channels = planes.shape().size(1);
        var means = new float[channels];
        for (var channel = 0; channel < channels; channel++) {
            means[channel] = (float) (moment(planes, channel, 0, 1) / pixels(planes));
        }
        return Array.of(Shape.of(channels), means);
    }

    private static Array deviations(Array planes) {
        var means = means(planes).floats();
        var deviations = new float[means.length];
        for (var channel = 0; channel < means.length; channel++) {
            deviations[channel] = (float) Math.sqrt(moment(planes, channel, means[channel], 2) / (pixels(planes) - 1));
        }
        return Array.of(Shape.of(means.length), deviations);
    }

    /** Sum of a power of the distances to {@code centre}. */
    private static double moment(Array planes, int channel, double centre, int power) {
        var sum = 0.0;
        for (var i = channel * pixels(planes); i < (channel + 1) * pixels(planes); i++) {
            sum += Math.pow(planes.floats()[i] - centre, power);
        }
        return sum;
    }

    private static int pixels(Array planes) {
        return planes.shape().size(2) * planes.shape().size(3);
    }
}
