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
        var alone = new VideoCodecConfig.Svd(folder.resolve("one/vae").toString(), 4, 4);

        assertThat(SvdVideo.open(alone, SIDE, Path::of).encode(frames(1)))
                .containsExactly(codec("one", 4).encode(frames(1)));
    }

    @Test
    void sideMustBeOfWholeLatents() {
        var config = new VideoCodecConfig.Svd(folder.resolve("one").toString(), 4, 4);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SvdVideo.open(config, 30, Path::of))
                .withMessageContaining("must be a multiple of 4")
                .withMessageContaining("found 30; try 32");
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
        var config = new VideoCodecConfig.Svd(folder.resolve(model).toString(), framesPerEncode, 4);
        return SvdVideo.open(config, SIDE, Path::of);
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
