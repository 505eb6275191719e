package jointdit.codec;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures by whitened principal components of patches, fitted by {@code spark.PcaCodecFit}.
 *
 * <pre>
 * pictures  (F, side, side, 3)
 * latents   (F, channels, side / patch, side / patch)
 * </pre>
 *
 * @param config sizes
 * @param side pixels of a side of a picture
 * @param basis of picture patches
 */
public record PcaVideo(VideoCodecConfig.Pca config, int side, PcaBasis basis) implements VideoCodec {
    public PcaVideo {
        basis.check("video", config.channels(), 3 * config.patch() * config.patch());
        argument(side % config.patch() == 0, "Wanted a side of whole patches of %d, found %d", config.patch(), side);
    }

    @Override
    public int[] shape(int frames) {
        var across = side / config.patch();
        return new int[] {frames, config.channels(), across, across};
    }

    @Override
    public float[] encode(List<byte[]> frames) {
        var latents = new float[frames.size() * pictureSize()];
        for (var f = 0; f < frames.size(); f++) {
            var picture = basis.project(patches().of(frames.get(f)));
            System.arraycopy(picture, 0, latents, f * pictureSize(), pictureSize());
        }
        return latents;
    }

    @Override
    public List<byte[]> decode(float[] latents, int frames) {
        return IntStream.range(0, frames)
                .mapToObj(f -> Arrays.copyOfRange(latents, f * pictureSize(), (f + 1) * pictureSize()))
                .map(picture -> patches().picture(basis.reconstruct(picture)))
                .toList();
    }

    @Override
    public String fingerprint() {
        return new Fingerprint().add(config.toString()).add(basis).hex();
    }

    private PicturePatches patches() {
        return new PicturePatches(side, config.patch());
    }

    private int pictureSize() {
        var across = side / config.patch();
        return config.channels() * across * across;
    }
}
