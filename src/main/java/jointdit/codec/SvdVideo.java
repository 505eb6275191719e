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
import jointdit.tensor.Shape;

/**
 * Pictures by the autoencoder of Stable Video Diffusion: the mode of the posterior times the scaling factor. Frames are
 * encoded one by one and decoded together, at most {@code framesPerDecode} at a time.
 *
 * <pre>
 * pictures  (F, side, side, 3)
 * latents   (F, C, side / r, side / r)
 * </pre>
 *
 * @param config settings
 * @param side pixels of a side of a picture
 * @param channels C
 * @param reduction r, pixels of a side of a latent
 * @param models where the autoencoder is
 */
public record SvdVideo(VideoCodecConfig.Svd config, int side, int channels, int reduction, ModelPlaces models)
        implements VideoCodec {
    static SvdVideo open(VideoCodecConfig.Svd config, int side, ModelPlaces models) {
        var network = AutoencoderConfig.readTemporal(folder(config, models).config());
        var reduction = network.levels().reduction();
        argument(
                side % reduction == 0,
                "codec.side must be a multiple of %d for the autoencoder of %s, found %d; try %d",
                reduction,
                config.model(),
                side,
                reduction * Math.max(1, Math.round(side / (float) reduction)));
        return new SvdVideo(config, side, network.latents(), reduction, models);
    }

    /** The autoencoder's folder, by itself or in that of a pipeline. */
    private static ModelFolder folder(VideoCodecConfig.Svd config, ModelPlaces models) {
        var root = models.folder(config.model());
        return ModelFolder.of(Files.isDirectory(root.resolve("vae")) ? root.resolve("vae") : root);
    }

    @Override
    public int[] shape(int frames) {
        return new int[] {frames, channels, side / reduction, side / reduction};
    }

    @Override
    public float[] encode(List<byte[]> frames) {
        var latents = new float[frames.size() * pictureSize()];
        for (var from = 0; from < frames.size(); from += config.framesPerEncode()) {
            var batch = frames.subList(from, Math.min(frames.size(), from + config.framesPerEncode()));
            var part = encode(Array.of(Shape.of(batch.size(), 3, side, side), planes(batch)));
            System.arraycopy(part, 0, latents, from * pictureSize(), part.length);
        }
        return latents;
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
                .hex();
    }

    /** RGB24 pictures to (B, 3, side, side) in [-1, 1]. */
    private float[] planes(List<byte[]> pictures) {
        var area = side * side;
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

    /** (B, 3, side, side) to RGB24 pictures. */
    private List<byte[]> pictures(float[] planes) {
        var area = side * side;
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

    private int pictureSize() {
        return channels * (side / reduction) * (side / reduction);
    }
}
