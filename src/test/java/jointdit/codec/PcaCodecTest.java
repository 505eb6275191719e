package jointdit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import jointdit.media.Clip;
import jointdit.media.Sound;
import jointdit.media.Video;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcaCodecTest {
    private static final CodecConfig CONFIG =
            new CodecConfig(16, 16, 8, new VideoCodecConfig.Pca(4, 48, 1), new AudioCodecConfig.Pca(4, 16, 1));

    /** As many channels as values, so that nothing is lost but roundings. */
    private static final Codec LOSSLESS = PcaCodecs.of(CONFIG, identity(48), identity(16));

    @Test
    void shapesAreThoseOfTheTable() {
        var latents = LOSSLESS.encode(clip(8, 16_000));

        assertThat(latents.videoShape()).containsExactly(8, 48, 4, 4);
        assertThat(latents.audioShape()).containsExactly(16, 25, 16);
    }

    @Test
    void picturesComeBackWhenNoChannelIsDropped() {
        var clip = clip(3, 6_000);

        var decoded = LOSSLESS.decode(LOSSLESS.encode(clip), 1);

        for (var f = 0; f < 3; f++) {
            assertThat(decoded.video().frames().get(f))
                    .containsExactly(clip.video().frames().get(f));
        }
    }

    @Test
    void soundIsAsLongAsThePictures() {
        var decoded = LOSSLESS.decode(LOSSLESS.encode(clip(8, 12_345)), 1);

        assertThat(decoded.sound().samples()).hasSize(16_000);
        assertThat(decoded.sound().sampleRateHz()).isEqualTo(16_000);
    }

    @Test
    void firstLatentIsThatOfTheFirstPicture() {
        var clip = clip(3, 6_000);

        var picture = LOSSLESS.encodePicture(clip.video().frames().get(0), 1);

        var latents = LOSSLESS.encode(clip);
        assertThat(LOSSLESS.video().pictureNoise()).isZero();
        assertThat(picture).containsExactly(Arrays.copyOf(latents.video(), 48 * 4 * 4));
    }

    @Test
    void latentsOutOfRangeAreClampedToPixels() {
        var latents = LOSSLESS.encode(clip(1, 2_000));
        var loud = latents.video().clone();
        for (var i = 0; i < loud.length; i++) {
            loud[i] *= 1000;
        }

        var decoded =
                LOSSLESS.decode(new Latents(loud, latents.videoShape(), latents.audio(), latents.audioShape()), 1);

        for (var value : decoded.video().frames().get(0)) {
            assertThat(value).isIn((byte) 0, (byte) 255);
        }
    }

    @Test
    void fingerprintFollowsWeightsAndSettings() {
        var weights = PcaCodecs.of(CONFIG, identity(48), scaled(16, 2));
        var settings = PcaCodecs.of(
                new CodecConfig(16, 16, 4, new VideoCodecConfig.Pca(4, 48, 1), new AudioCodecConfig.Pca(4, 16, 1)),
                identity(48),
                identity(16));

        assertThat(LOSSLESS.fingerprint())
                .isEqualTo(PcaCodecs.of(CONFIG, identity(48), identity(16)).fingerprint())
                .isNotEqualTo(weights.fingerprint())
                .isNotEqualTo(settings.fingerprint());
    }

    @Test
    void otherSizesAreRefused() {
        var config = new CodecConfig(32, 32, 8, new VideoCodecConfig.Pca(4, 48, 1), new AudioCodecConfig.Pca(4, 16, 1));
        var codec = PcaCodecs.of(config, identity(48), identity(16));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.encode(clip(1, 2_000)))
                .withMessage("Wanted pictures of 32x32, found 16x16");
    }

    @ParameterizedTest
    @CsvSource({"24, 16", "16, 24"})
    void oblongPicturesComeBack(int width, int height) {
        var codec = PcaCodecs.of(config(width, height, 4), identity(48), identity(16));
        var clip = clip(2, 4_000, width, height);

        var latents = codec.encode(clip);

        assertThat(latents.videoShape()).containsExactly(2, 48, height / 4, width / 4);
        var decoded = codec.decode(latents, 1).video();
        assertThat(decoded.width()).isEqualTo(width);
        assertThat(decoded.frames()).containsExactlyElementsOf(clip.video().frames());
    }

    @Test
    void sizesMustBeOfWholePatches() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(60, 64, 8))
                .withMessage("width must be a multiple of patch 8, found 60; try 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(64, 3, 8))
                .withMessage("height must be a multiple of patch 8, found 3; try 8");
    }

    private static CodecConfig config(int width, int height, int patch) {
        var video = new VideoCodecConfig.Pca(patch, 48, 1);
        return new CodecConfig(width, height, 8, video, new AudioCodecConfig.Pca(4, 16, 1));
    }

    @Test
    void channelsCannotExceedThePatch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CodecConfig(
                        64, 64, 8, new VideoCodecConfig.Pca(8, 16, 1), new AudioCodecConfig.Pca(4, 17, 1)))
                .withMessage("channels must lie in [1, 16], found 17");
    }

    /** Noise of every pixel value but 0 and 255, so that clamping and roundings show. */
    private static Clip clip(int frames, int samples) {
        return clip(frames, samples, 16, 16);
    }

    private static Clip clip(int frames, int samples, int width, int height) {
        var random = new Random(7);
        var pictures = new ArrayList<byte[]>();
        for (var f = 0; f < frames; f++) {
            var picture = new byte[3 * width * height];
            for (var i = 0; i < picture.length; i++) {
                picture[i] = (byte) (1 + random.nextInt(254));
            }
            pictures.add(picture);
        }
        var sound = new float[samples];
        for (var i = 0; i < samples; i++) {
            sound[i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * i / 16_000));
        }
        return new Clip(new Video(width, height, 8, pictures), new Sound(16_000, sound));
    }

    private static PcaBasis identity(int width) {
        return scaled(width, 1);
    }

    private static PcaBasis scaled(int width, float scale) {
        var components = new float[width * width];
        for (var i = 0; i < width; i++) {
            components[i * width + i] = 1;
        }
        var scales = new float[width];
        Arrays.fill(scales, scale);
        return new PcaBasis(new float[width], components, scales);
    }
}
