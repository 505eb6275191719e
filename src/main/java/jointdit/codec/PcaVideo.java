package jointdit.codec;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures by whitened principal components of patches, fitted by {@code spark.PcaCodecFit}.
 *
 * <pre>
 * pictures  (F, height, width, 3)
 * latents   (F, channels, height / patch, width / patch)
 * </pre>
 *
 * @param config sizes
 * @param width pixels across a picture
 * @param height pixels down a picture
 * @param basis of picture patches
 */
public record PcaVideo(VideoCodecConfig.Pca config, int width, int height, PcaBasis basis) implements VideoCodec {
    public PcaVideo {
        basis.check("video", config.channels(), 3 * config.patch() * config.patch());
        config.check(width, height);
    }

    @Override
    public int[] shape(int frames) {
        return new int[] {frames, config.channels(), height / config.patch(), width / config.patch()};
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
    public float[] encodePicture(byte[] picture, long seed) {
        return encode(List.of(picture));
    }

    @Override
    public double pictureNoise() {
        return 0;
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
        return new PicturePatches(width, height, config.patch());
    }

    private int pictureSize() {
        return config.channels() * (height / config.patch()) * (width / config.patch());
    }
}
