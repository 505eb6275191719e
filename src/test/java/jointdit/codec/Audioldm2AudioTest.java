package jointdit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jointdit.media.Sound;
import jointdit.pretrained.TinyModels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Audioldm2AudioTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() {
        TinyModels.audioldm2(folder.resolve("one"), 1);
        TinyModels.audioldm2(folder.resolve("two"), 2);
    }

    @Test
    void latentsAreAQuarterOfTheSpectrogram() {
        var codec = codec("one");

        assertThat(codec.shape(8_000)).containsExactly(8, 13, 16); // 50 mel frames, rounded up to 52
        assertThat(codec.encode(tone(8_000))).hasSize(8 * 13 * 16);
    }

    @Test
    void soundComesBackAtItsLength() {
        var decoded = codec("one").decode(codec("one").encode(tone(8_000)), 8_000, 1);

        assertThat(decoded.sampleRateHz()).isEqualTo(16_000);
        assertThat(decoded.samples()).hasSize(8_000);
        for (var sample : decoded.samples()) {
            assertThat(sample).isBetween(-1f, 1f);
        }
    }

    @Test
    void otherWeightsGiveAnotherFingerprint() {
        assertThat(codec("one").fingerprint())
                .isEqualTo(codec("one").fingerprint())
                .isNotEqualTo(codec("two").fingerprint());
    }

    @Test
    void autoencoderMayComeFromElsewhere() {
        var own = folder.resolve("one").toString();
        var other = Audioldm2Audio.open(
                new AudioCodecConfig.Audioldm2(own, folder.resolve("two/vae").toString()), Path::of);

        assertThat(other.encode(tone(8_000)))
                .isEqualTo(codec("two").encode(tone(8_000)))
                .isNotEqualTo(codec("one").encode(tone(8_000)));
    }

    @Test
    void vocoderOfOtherBinsIsRefused(@TempDir Path other) throws IOException {
        TinyModels.audioldm2(other, 1);
        var config = other.resolve("vocoder/config.json");
        Files.writeString(config, Files.readString(config).replace("\"model_in_dim\": 64", "\"model_in_dim\": 80"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Audioldm2Audio.open(
                        new AudioCodecConfig.Audioldm2(other.toString(), other.toString()), Path::of))
                .withMessageContaining("Wanted a vocoder of 64 mel bins at 16000 Hz")
                .withMessageContaining("found 80 bins");
    }

    private static Audioldm2Audio codec(String model) {
        return Audioldm2Audio.open(
                new AudioCodecConfig.Audioldm2(
                        folder.resolve(model).toString(), folder.resolve(model).toString()),
                Path::of);
    }

    private static Sound tone(int samples) {
        var values = new float[samples];
        for (var i = 0; i < samples; i++) {
            values[i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * i / 16_000));
        }
        return new Sound(16_000, values);
    }
}
