package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jointdit.codec.AudioCodecConfig;
import jointdit.codec.Codec;
import jointdit.codec.CodecConfig;
import jointdit.codec.PcaBases;
import jointdit.codec.VideoCodecConfig;
import jointdit.condition.TextStates;
import jointdit.media.Picture;
import jointdit.pretrained.ModelFolder.Variant;
import jointdit.pretrained.TinyModels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionEncoderTest {
    private static final Picture GREY = new Picture(16, 16, new byte[16 * 16 * 3]);

    @TempDir
    private static Path folder;

    private static Codec codec;

    @BeforeAll
    static void write() {
        TinyModels.svd(folder.resolve("svd"), 1);
        TinyModels.audioldm2(folder.resolve("audioldm2"), 1);
        TinyModels.audioldm2(folder.resolve("other"), 2);
        var config = new CodecConfig(
                16,
                16,
                8,
                new VideoCodecConfig.Svd(folder + "/svd", 1, 1, 0.5),
                new AudioCodecConfig.Audioldm2(folder + "/audioldm2", folder + "/audioldm2"));
        codec = config.open(PcaBases.NONE, Path::of);
    }

    private static ConditionEncoder encoder(String svd, String audioldm2) {
        return new ConditionEncoder(name(svd), name(audioldm2), Variant.FULL, Path::of);
    }

    private static String name(String model) {
        return model.isEmpty() ? "" : folder + "/" + model;
    }

    private static ClipRow clip(String name, String caption) {
        return new ClipRow(name, "u", "train", caption, 0, Double.POSITIVE_INFINITY, List.of(), "");
    }

    @Test
    void withoutModelsThereIsTheNoiseOfTheCodecAlone() {
        var none = encoder("", "");
        var told = none.encode(codec, clip("a", "rain"), GREY);

        assertThat(told.firstFrame().orElseThrow().noise()).isEqualTo(0.5);
        assertThat(told.firstFrame().orElseThrow().embedding()).isEmpty();
        assertThat(told.text()).isEmpty();
        assertThat(none.emptyText()).isEmpty();
    }

    @Test
    void noiseOnFirstFramesIsThatOfTheClip() {
        var encoder = encoder("svd", "");
        var first = encoder.encode(codec, clip("a", ""), GREY).firstFrame().orElseThrow();
        var again = encoder.encode(codec, clip("a", ""), GREY).firstFrame().orElseThrow();
        var other = encoder.encode(codec, clip("b", ""), GREY).firstFrame().orElseThrow();

        assertThat(first.noise()).isEqualTo(0.5);
        assertThat(again.latents()).isEqualTo(first.latents()).isNotEqualTo(other.latents());
        assertThat(other.embedding().orElseThrow()).isEqualTo(first.embedding().orElseThrow());
    }

    @Test
    void clipWithoutCaptionHasNoStates() {
        var encoder = encoder("", "audioldm2");

        assertThat(encoder.encode(codec, clip("a", " "), GREY).text()).isEmpty();
        assertThat(encoder.encode(codec, clip("a", "a ball"), GREY).text()).isPresent();
        assertThat(encoder.emptyText()).isPresent();
    }

    @Test
    void otherModelsHaveAnotherFingerprint() {
        var print = encoder("svd", "audioldm2").fingerprint("x");

        assertThat(encoder("svd", "audioldm2").fingerprint("x")).isEqualTo(print);
        assertThat(List.of(
                        encoder("svd", "other").fingerprint("x"),
                        encoder("svd", "").fingerprint("x"),
                        encoder("", "audioldm2").fingerprint("x"),
                        encoder("svd", "audioldm2").fingerprint("y")))
                .doesNotHaveDuplicates()
                .doesNotContain(print);
    }

    @Test
    void pipelineOfAnotherKindIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder("audioldm2", "").open())
                .withMessageContaining("StableVideoDiffusionPipeline");
    }

    @Test
    void emptyTextSurvivesItsFile() {
        var storage = Storage.of(SparkForTests.session());
        var file = EmptyTextFile.in(storage, folder.toString());
        assertThat(file.read()).isEmpty();

        var states = new TextStates(new float[] {1, 2, 3, 4}, 2, new float[] {5, 6, 7}, 1);
        file.write(states);
        assertThat(file.read()).usingRecursiveComparison().isEqualTo(Optional.of(states));

        file.delete();
        assertThat(file.read()).isEmpty();
    }
}
