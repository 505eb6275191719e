package jointdit.pretrained.clip;

import static jointdit.config.Check.argument;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jointdit.media.Picture;
import jointdit.media.PictureResizer;
import jointdit.media.Planes;
import jointdit.media.ResizeFilter;
import jointdit.pretrained.ModelConfig;
import jointdit.tensor.Array;
import jointdit.tensor.Shape;

/**
 * Pictures to the pixels that CLIP's image tower takes.
 *
 * @param shortSide pixels of the short side after resizing
 * @param side pixels of the square cut from the middle
 * @param middle where that lies when it cannot lie in the middle
 * @param scale factor of bytes
 * @param mean of each channel, taken off
 * @param deviation of each channel, divided by
 */
public record ClipPixels(
        int shortSide, int side, Middle middle, double scale, List<Double> mean, List<Double> deviation) {
    private static final List<Double> MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    private static final List<Double> DEVIATION = List.of(0.26862954, 0.26130258, 0.27577711);
    private static final double BYTE = 1 / 255.0;
    private static final int SIDE = 224;

    /** How half a pixel is rounded. */
    public enum Middle {
        /** Down, as transformers does. */
        LOWER {
            @Override
            int margin(int spare) {
                return spare / 2;
            }
        },
        /** To the even one, as torchvision does for OpenAI's code and open_clip. */
        EVEN {
            @Override
            int margin(int spare) {
                return (int) Math.rint(spare / 2.0);
            }
        };

        abstract int margin(int spare);
    }

    public ClipPixels {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        argument(0 < side && side <= shortSide, "Wanted to cut out at most %d pixels, found %d", shortSide, side);
        argument(
                mean.size() == 3 && deviation.size() == 3,
                "Wanted 3 means and deviations, found %s and %s",
                mean,
                deviation);
    }

    /** As OpenAI's code makes them. */
    public static ClipPixels openAi(int side) {
        return new ClipPixels(side, side, Middle.EVEN, BYTE, MEAN, DEVIATION);
    }

    /**
     * As a folder's {@code preprocessor_config.json} says, or else its {@code open_clip_config.json}.
     *
     * @throws IllegalArgumentException if there is neither, or it asks for what is not supported
     */
    public static ClipPixels open(Path folder) {
        var ofTransformers = folder.resolve("preprocessor_config.json");
        if (Files.exists(ofTransformers)) {
            return read(ModelConfig.read(ofTransformers));
        }
        var ofOpenClip = folder.resolve("open_clip_config.json");
        argument(
                Files.exists(ofOpenClip),
                "Wanted preprocessor_config.json or open_clip_config.json in %s, found neither",
                folder);
        return readOpenClip(ModelConfig.read(ofOpenClip));
    }

    /** As a {@code preprocessor_config.json} for transformers' {@code CLIPImageProcessor} says. */
    public static ClipPixels read(ModelConfig config) {
        for (var step : List.of("do_resize", "do_center_crop", "do_rescale", "do_normalize", "do_convert_rgb")) {
            config.only(step, true);
        }
        config.only("resample", 3, "bicubic")
                .only("feature_extractor_type", "CLIPFeatureExtractor", "CLIPImageProcessor")
                .only("image_processor_type", "CLIPFeatureExtractor", "CLIPImageProcessor", "CLIPImageProcessorFast")
                .ignore("processor_class", "_valid_processor_keys");
        var pixels = new ClipPixels(
                side(config, "size", "shortest_edge"),
                side(config, "crop_size", "height", "width"),
                Middle.LOWER,
                config.number("rescale_factor", BYTE),
                config.has("image_mean") ? config.numbers("image_mean") : MEAN,
                config.has("image_std") ? config.numbers("image_std") : DEVIATION);
        config.finish();
        return pixels;
    }

    /** A number, or an object whose members of the given names are that number. */
    private static int side(ModelConfig config, String key, String... names) {
        if (!config.has(key) || !config.element(key).isJsonObject()) {
            return config.integer(key, SIDE);
        }
        var sides = config.block(key);
        var side = sides.integer(names[0]);
        for (var name : names) {
            sides.only(name, side);
        }
        sides.finish();
        return side;
    }

    /** {@code size}, a number or a list of two. */
    private static List<Integer> sides(ModelConfig options, int standard) {
        return options.has("size") && options.element("size").isJsonArray()
                ? options.integers("size")
                : List.of(options.integer("size", standard));
    }

    private static ClipPixels readOpenClip(ModelConfig config) {
        var side = ClipConfig.read(config).vision().orElseThrow().image();
        if (!config.has("preprocess_cfg")) {
            return openAi(side);
        }
        var options = config.block("preprocess_cfg");
        options.only("interpolation", "bicubic")
                .only("resize_mode", "shortest")
                .only("mode", "RGB")
                .ignore("fill_color");
        argument(
                sides(options, side).stream().allMatch(s -> s == side),
                "Wanted size %d as in vision_cfg, found %s in %s",
                side,
                sides(options, side),
                options.place());
        var pixels = new ClipPixels(
                side,
                side,
                Middle.EVEN,
                BYTE,
                options.has("mean") ? options.numbers("mean") : MEAN,
                options.has("std") ? options.numbers("std") : DEVIATION);
        options.finish();
        return pixels;
    }

    /** A picture of any size: resized, cut and normed, (1, 3, S, S). */
    public Array of(Picture picture) {
        var square = square(picture);
        var values = new float[3 * side * side];
        for (var i = 0; i < values.length; i++) {
            var channel = i / (side * side);
            values[i] = normed((square.rgb()[3 * (i % (side * side)) + channel] & 255) * scale, channel);
        }
        return Array.of(Shape.of(1, 3, side, side), values);
    }

    /** A picture of any size: resized and cut, not yet normed. */
    public Picture square(Picture picture) {
        var resized = PictureResizer.resizeShortSide(picture, shortSide, ResizeFilter.BICUBIC);
        var left = middle.margin(resized.width() - side);
        var top = middle.margin(resized.height() - side);
        var rgb = new byte[3 * side * side];
        for (var y = 0; y < side; y++) {
            System.arraycopy(resized.rgb(), 3 * ((top + y) * resized.width() + left), rgb, 3 * y * side, 3 * side);
        }
        return new Picture(side, side, rgb);
    }

    /**
     * A picture as Stable Video Diffusion gives it to its image encoder: resized whole to S x S, smoothly and without
     * rounding, and normed, (1, 3, S, S).
     */
    public Array smooth(Picture picture) {
        var resized = Planes.of(picture).resize(side, side).values();
        var values = new float[resized.length];
        for (var i = 0; i < values.length; i++) {
            values[i] = normed((resized[i] + 1) / 2, i / (side * side));
        }
        return Array.of(Shape.of(1, 3, side, side), values);
    }

    private float normed(double value, int channel) {
        return (float) ((value - mean.get(channel)) / deviation.get(channel));
    }
}
