package jointdit.codec;

import static jointdit.config.Check.argument;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.ModelPlaces;
import jointdit.pretrained.ModelRuntime;
import jointdit.pretrained.vae.AutoencoderConfig;
import jointdit.pretrained.vae.AutoencoderKLTemporalDecoder;
import jointdit.pretrained.vae.Posterior;
import jointdit.tensor.Array;
import jointdit.tensor.Graph;
import jointdit.tensor.Noise;
import jointdit.tensor.Shape;

/**
 * Pictures by the autoencoder of Stable Video Diffusion: the mode of the posterior times the scaling factor. Frames are
 * encoded one by one and decoded together, at most {@code framesPerDecode} at a time.
 *
 * <pre>
 * pictures  (F, height, width, 3)
 * latents   (F, C, height / r, width / r)
 * </pre>
 *
 * @param config settings
 * @param width pixels across a picture
 * @param height pixels down a picture
 * @param channels C
 * @param reduction r, pixels of a side of a latent
 * @param models where the autoencoder is
 */
public record SvdVideo(
        VideoCodecConfig.Svd config, int width, int height, int channels, int reduction, ModelPlaces models)
        implements VideoCodec {
    static SvdVideo open(VideoCodecConfig.Svd config, int width, int height, ModelPlaces models) {
        var network = AutoencoderConfig.readTemporal(folder(config, models).config());
        var reduction = network.levels().reduction();
        check(config, reduction, "width", width);
        check(config, reduction, "height", height);
        return new SvdVideo(config, width, height, network.latents(), reduction, models);
    }

    private static void check(VideoCodecConfig.Svd config, int reduction, String name, int pixels) {
        argument(
                pixels % reduction == 0,
                "codec.%s must be a multiple of %d for the autoencoder of %s, found %d; try %d",
                name,
                reduction,
                config.model(),
                pixels,
                reduction * Math.max(1, Math.round(pixels / (float) reduction)));
    }

    /** The autoencoder's folder, by itself or in that of a pipeline. */
    private static ModelFolder folder(VideoCodecConfig.Svd config, ModelPlaces models) {
        var root = models.folder(config.model());
        return ModelFolder.of(Files.isDirectory(root.resolve("vae")) ? root.resolve("vae") : root);
    }

    @Override
    public int[] shape(int frames) {
        return new int[] {frames, channels, height / reduction, width / reduction};
    }

    @Override
    public float[] encode(List<byte[]> frames) {
        var latents = new float[frames.size() * pictureSize()];
        for (var from = 0; from < frames.size(); from += config.framesPerEncode()) {
            var batch = frames.subList(from, Math.min(frames.size(), from + config.framesPerEncode()));
            var part = encode(Array.of(pixels(batch.size()), planes(batch)));
            System.arraycopy(part, 0, latents, from * pictureSize(), part.length);
        }
        return latents;
    }

    /** The noise of the published pipeline: on the pixels, then the mode of the posterior. */
    @Override
    public float[] encodePicture(byte[] picture, long seed) {
        var planes = planes(List.of(picture));
        var noise = Noise.normal(pixels(1), seed).floats();
        for (var i = 0; i < planes.length; i++) {
            planes[i] += (float) (config.pictureNoise() * noise[i]);
        }
        return encode(Array.of(pixels(1), planes));
    }

    @Override
    public double pictureNoise() {
        return config.pictureNoise();
    }

    private float[] encode(Array pixels) {
        var scaling = network().scalingFactor();
        return run(
                "encode",
                net -> in -> List.of(Posterior.of(net.encode(in.get(0))).mean().mul(scaling)),
                pixels);
    }

    @Override
    public List<byte[]> decode(float[] latents, int frames) {
        var pictures = new ArrayList<byte[]>();
        for (var from = 0; from < frames; from += config.framesPerDecode()) {
            var count = Math.min(config.framesPerDecode(), frames - from);
            var part = Arrays.copyOfRange(latents, from * pictureSize(), (from + count) * pictureSize());
            pictures.addAll(pictures(decode(Array.of(Shape.of(shape(count)), part), count)));
        }
        return List.copyOf(pictures);
    }

    private float[] decode(Array latents, int frames) {
        var scaling = network().scalingFactor();
        return run("decode", net -> in -> List.of(net.decode(in.get(0).div(scaling), frames)), latents);
    }

    private float[] run(String function, Function<AutoencoderKLTemporalDecoder, Graph.Network> use, Array input) {
        return runtime().run(function, use, input).get(0).floats();
    }

    private AutoencoderConfig network() {
        return AutoencoderConfig.readTemporal(folder(config, models).config());
    }

    private ModelRuntime<AutoencoderKLTemporalDecoder> runtime() {
        return ModelRuntime.shared(
                folder(config, models),
                AutoencoderKLTemporalDecoder.NAMES,
                scope -> AutoencoderKLTemporalDecoder.of(scope, network()));
    }

    @Override
    public String fingerprint() {
        return new Fingerprint()
                .add(network().toString())
                .add(runtime().fingerprint())
                .add("picture noise " + config.pictureNoise())
                .hex();
    }

    /** RGB24 pictures to (B, 3, height, width) in [-1, 1]. */
    private float[] planes(List<byte[]> pictures) {
        var area = width * height;
        var planes = new float[pictures.size() * 3 * area];
        for (var b = 0; b < pictures.size(); b++) {
            var pixels = Pixels.floats(pictures.get(b));
            argument(pixels.length == 3 * area, "Wanted a picture of %d bytes, found %d", 3 * area, pixels.length);
            for (var i = 0; i < pixels.length; i++) {
                planes[(b * 3 + i % 3) * area + i / 3] = pixels[i];
            }
        }
        return planes;
    }

    /** (B, 3, height, width) to RGB24 pictures. */
    private List<byte[]> pictures(float[] planes) {
        var area = width * height;
        var pictures = new ArrayList<byte[]>();
        for (var from = 0; from < planes.length; from += 3 * area) {
            var pixels = new float[3 * area];
            for (var i = 0; i < pixels.length; i++) {
                pixels[i] = planes[from + i % 3 * area + i / 3];
            }
            pictures.add(Pixels.bytes(pixels));
        }
        return pictures;
    }

    private Shape pixels(int pictures) {
        return Shape.of(pictures, 3, height, width);
    }

    private int pictureSize() {
        return channels * (height / reduction) * (width / reduction);
    }
}
