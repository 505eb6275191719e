package jointdit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import jointdit.pretrained.TinyModels;
import jointdit.tensor.Safetensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SvdVideoTest {
    private static final int SIDE = 32;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() {
        TinyModels.svd(folder.resolve("one"), 1);
        TinyModels.svd(folder.resolve("two"), 2);
    }

    @Test
    void latentsAreAQuarterOfThePictures() {
        var codec = codec("one", 4);

        assertThat(codec.shape(5)).containsExactly(5, 4, 8, 8);
        assertThat(codec.encode(frames(5))).hasSize(5 * 4 * 8 * 8);
        assertThat(codec.decode(codec.encode(frames(5)), 5))
                .hasSize(5)
                .allSatisfy(frame -> assertThat(frame).hasSize(3 * SIDE * SIDE));
    }

    @Test
    void framesPerEncodeDoNotChangeLatentsNorTheFingerprint() {
        var whole = codec("one", 8).encode(frames(5));
        var parts = codec("one", 2).encode(frames(5));

        for (var i = 0; i < whole.length; i++) {
            assertThat(parts[i]).isCloseTo(whole[i], within(1e-4f));
        }
        assertThat(codec("one", 2).fingerprint()).isEqualTo(codec("one", 8).fingerprint());
    }

    @Test
    void otherWeightsGiveAnotherFingerprint() {
        assertThat(codec("one", 1).fingerprint())
                .isEqualTo(codec("one", 2).fingerprint())
                .isNotEqualTo(codec("two", 1).fingerprint());
    }

    @Test
    void shardsOfOtherWeightsGiveAnotherFingerprintBehindEqualIndexes() throws IOException {
        shard("one");
        shard("two");

        assertThat(codec("one-sharded", 1).fingerprint())
                .isNotEqualTo(codec("two-sharded", 1).fingerprint());
        assertThat(codec("one-sharded", 1).encode(frames(1)))
                .containsExactly(codec("one", 1).encode(frames(1)));
    }

    /** The autoencoder of a model as one shard behind an index. */
    private static void shard(String model) throws IOException {
        var from = folder.resolve(model).resolve("vae");
        var to = Files.createDirectories(folder.resolve(model + "-sharded"));
        var name = "diffusion_pytorch_model-00001-of-00001.safetensors";
        Files.copy(from.resolve("config.json"), to.resolve("config.json"));
        Files.copy(from.resolve("diffusion_pytorch_model.fp16.safetensors"), to.resolve(name));
        var places = Safetensors.open(to.resolve(name)).names().stream()
                .map(tensor -> "\"%s\": \"%s\"".formatted(tensor, name))
                .collect(Collectors.joining(", "));
        Files.writeString(
                to.resolve("diffusion_pytorch_model.safetensors.index.json"), "{\"weight_map\": {" + places + "}}");
    }

    @Test
    void autoencoderAloneWillDo() {
        var alone = new VideoCodecConfig.Svd(folder.resolve("one/vae").toString(), 4, 4, 0.02);

        assertThat(SvdVideo.open(alone, SIDE, SIDE, Path::of).encode(frames(1)))
                .containsExactly(codec("one", 4).encode(frames(1)));
    }

    @Test
    void sizesMustBeOfWholeLatents() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SvdVideo.open(config(0), 30, 32, Path::of))
                .withMessageStartingWith("codec.width must be a multiple of 4")
                .withMessageEndingWith("found 30; try 32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SvdVideo.open(config(0), 32, 61, Path::of))
                .withMessageStartingWith("codec.height must be a multiple of 4")
                .withMessageEndingWith("found 61; try 60");
    }

    /** A picture of random columns, all rows equal: turned wrong way round, its latents would not repeat downwards. */
    @Test
    void oblongPicturesKeepTheirRows() {
        var codec = SvdVideo.open(config(0), 48, 32, Path::of);
        var picture = new byte[3 * 48 * 32];
        new Random(5).nextBytes(picture);
        for (var row = 1; row < 32; row++) {
            System.arraycopy(picture, 0, picture, row * 3 * 48, 3 * 48);
        }

        var latent = codec.encode(List.of(picture));
        var decoded = codec.decode(latent, 1);

        assertThat(codec.shape(1)).containsExactly(1, 4, 8, 12);
        assertThat(decoded).singleElement().satisfies(p -> assertThat(p).hasSize(3 * 48 * 32));
        var upper = Arrays.copyOfRange(latent, 3 * 12, 4 * 12);
        var lower = Arrays.copyOfRange(latent, 4 * 12, 5 * 12);
        var shifted = Arrays.copyOfRange(latent, 3 * 12 + 1, 4 * 12 + 1);
        assertThat(distance(upper, lower)).isLessThan(0.5 * distance(upper, shifted));
    }

    @Test
    void conditionWithoutNoiseIsTheLatentOfTheFrame() {
        var codec = SvdVideo.open(config(0), SIDE, SIDE, Path::of);

        assertThat(codec.encodePicture(frames(1).get(0), 7)).containsExactly(codec.encode(frames(1)));
    }

    @Test
    void noiseOnTheConditionFollowsItsSeed() {
        var codec = SvdVideo.open(config(0.02), SIDE, SIDE, Path::of);
        var frame = frames(1).get(0);

        assertThat(codec.pictureNoise()).isEqualTo(0.02);
        assertThat(codec.encodePicture(frame, 7))
                .containsExactly(codec.encodePicture(frame, 7))
                .isNotEqualTo(codec.encodePicture(frame, 8))
                .isNotEqualTo(codec.encode(List.of(frame)));
    }

    /** To first order the encoder is linear, so ten times the noise moves the latent ten times as far. */
    @Test
    void conditionMovesWithTheDeviationOfTheNoise() {
        var frame = frames(1).get(0);
        var still = SvdVideo.open(config(0), SIDE, SIDE, Path::of).encodePicture(frame, 7);
        var small = SvdVideo.open(config(0.002), SIDE, SIDE, Path::of).encodePicture(frame, 7);
        var large = SvdVideo.open(config(0.02), SIDE, SIDE, Path::of).encodePicture(frame, 7);

        assertThat(distance(large, still) / distance(small, still)).isCloseTo(10, within(0.5));
    }

    @Test
    void noiseIsPartOfTheFingerprint() {
        assertThat(SvdVideo.open(config(0), SIDE, SIDE, Path::of).fingerprint())
                .isNotEqualTo(SvdVideo.open(config(0.02), SIDE, SIDE, Path::of).fingerprint());
    }

    @Test
    void noiseKeepsItsRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(1.5))
                .withMessage("picture-noise must lie in [0, 1], found 1.5");
    }

    private static double distance(float[] a, float[] b) {
        var sum = 0.0;
        for (var i = 0; i < a.length; i++) {
            sum += Math.pow(a[i] - b[i], 2);
        }
        return Math.sqrt(sum);
    }

    private static VideoCodecConfig.Svd config(double pictureNoise) {
        return new VideoCodecConfig.Svd(folder.resolve("one").toString(), 4, 4, pictureNoise);
    }

    @Test
    void executorsGetTheSameCodec() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(codec("one", 4));
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((VideoCodec) in.readObject()).encode(frames(2)))
                    .containsExactly(codec("one", 4).encode(frames(2)));
        }
    }

    private static SvdVideo codec(String model, int framesPerEncode) {
        var config = new VideoCodecConfig.Svd(folder.resolve(model).toString(), framesPerEncode, 4, 0.02);
        return SvdVideo.open(config, SIDE, SIDE, Path::of);
    }

    private static List<byte[]> frames(int count) {
        var random = new Random(3);
        var frames = new ArrayList<byte[]>();
        for (var f = 0; f < count; f++) {
            var frame = new byte[3 * SIDE * SIDE];
            random.nextBytes(frame);
            frames.add(frame);
        }
        return frames;
    }
}
