package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import jointdit.codec.AudioCodecConfig;
import jointdit.codec.Codec;
import jointdit.codec.CodecConfig;
import jointdit.codec.PcaBasis;
import jointdit.codec.PcaCodecs;
import jointdit.codec.PcaVideo;
import jointdit.codec.VideoCodecConfig;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodecFolderTest {
    private final SparkSession spark = SparkForTests.session();
    private final Codec codec = PcaCodecs.of(
            new CodecConfig(32, 32, 8, new VideoCodecConfig.Pca(8, 2, 1), new AudioCodecConfig.Pca(4, 1, 1)),
            basis(192, 2),
            basis(16, 1));

    @TempDir
    private Path folder;

    @BeforeEach
    void writeCodec() {
        folder().write(codec, TinyRun.card(codec));
    }

    @Test
    void codecComesBackFromItsFolder() {
        var back = folder().read();

        assertThat(back.fingerprint()).isEqualTo(codec.fingerprint());
        assertThat(((PcaVideo) back.video()).basis().components())
                .containsExactly(((PcaVideo) codec.video()).basis().components());
    }

    @Test
    void otherFilesOfTheFolderStay() throws IOException {
        Files.writeString(folder.resolve("codec/note.txt"), "mine");

        folder().write(codec, folder().card().orElseThrow());

        assertThat(folder.resolve("codec/note.txt")).exists();
        assertThat(folder().read().fingerprint()).isEqualTo(codec.fingerprint());
    }

    @Test
    void folderWithoutCardHoldsNoCodec() throws IOException {
        Files.delete(folder.resolve("codec/codec.json"));

        assertThat(folder().card()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> folder().read())
                .withMessageMatching("Wanted a codec in .*, found no codec.json; cache-latents fits one");
    }

    @Test
    void weightsOfAnotherCodecAreNoticed() throws IOException {
        var other = PcaCodecs.of(
                codec.config(), basis(192, 2), new PcaBasis(new float[16], new float[16], new float[] {2}));
        var card = folder.resolve("codec/codec.json");
        var text = Files.readString(card);
        folder().write(
                        other,
                        new CodecCard(
                                other.config(),
                                new FitConfig(1, 1, 0),
                                other.fingerprint(),
                                Optional.empty(),
                                Optional.empty(),
                                30,
                                0,
                                1));
        Files.delete(folder.resolve("codec/.codec.json.crc"));
        Files.writeString(card, text);

        assertThatThrownBy(() -> folder().read()).hasMessageContaining("found others; remove the folder to fit anew");
    }

    private CodecFolder folder() {
        return new CodecFolder(Storage.of(spark), uri());
    }

    private String uri() {
        return folder.resolve("codec").toString();
    }

    /** The first values themselves. */
    private static PcaBasis basis(int width, int channels) {
        var components = new float[width * channels];
        var scale = new float[channels];
        for (var c = 0; c < channels; c++) {
            components[c * width + c] = 1;
            scale[c] = 1;
        }
        return new PcaBasis(new float[width], components, scale);
    }
}
