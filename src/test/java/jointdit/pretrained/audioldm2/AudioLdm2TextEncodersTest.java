package jointdit.pretrained.audioldm2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import jointdit.Shared;
import jointdit.golden.Golden;
import jointdit.pretrained.PipelineFolder;
import jointdit.pretrained.text.TokenIds;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioLdm2TextEncodersTest {
    @TempDir
    Path folder;

    private static PromptEmbeds encode(PipelineFolder pipeline, List<String> prompts, List<String> negatives) {
        try (var tokenizers = AudioLdm2Tokenizers.open(pipeline);
                var encoders = AudioLdm2TextEncoders.open(pipeline, Device.cpu())) {
            var tokens = tokenizers.apply(prompts);
            var negative = tokenizers.negative(negatives, tokens);
            return encoders.encode(tokens).after(encoders.encode(negative));
        }
    }

    @Test
    void negativePromptsComeFirstAndHaveTheLengthOfThePrompts() {
        var pipeline = TinyTextPipeline.write(folder);
        var embeds = encode(pipeline, List.of("rain on"), List.of(""));
        assertThat(embeds.states().shape()).isEqualTo(Shape.of(2, 3, 32));
        assertThat(embeds.projected().shape()).isEqualTo(Shape.of(2, 8, 32));
        assertThat(embeds.generated().shape()).isEqualTo(Shape.of(2, 8, 32));
        assertThat(embeds.mask().longs()).containsExactly(1, 0, 0, 1, 1, 1);
    }

    @Test
    void promptsOfABatchEqualPromptsAloneOfTheSameLength() {
        var pipeline = TinyTextPipeline.write(folder);
        var both =
                encode(pipeline, List.of("rain on", "tin tin"), List.of("", "")).generated();
        var alone = encode(pipeline, List.of("tin tin"), List.of("")).prompt(1).generated();
        var last = Arrays.copyOfRange(both.floats(), 3 * 8 * 32, 4 * 8 * 32);
        assertThat(last).containsExactly(alone.floats(), within(1e-5f));
    }

    @Test
    void paddingOfClapChangesNothing() {
        var pipeline = TinyTextPipeline.write(folder);
        try (var encoders = AudioLdm2TextEncoders.open(pipeline, Device.cpu())) {
            var alone = encoders.features(ids(new long[] {0, 9, 2}, 1, 1, 1));
            var padded = encoders.features(ids(new long[] {0, 9, 2, 1, 1, 1}, 1, 1, 1, 0, 0, 0));
            assertThat(padded.floats()).containsExactly(alone.floats(), within(1e-6f));
        }
    }

    private static TokenIds ids(long[] ids, long... mask) {
        var shape = Shape.of(1, ids.length);
        return new TokenIds(Array.ofLongs(shape, ids), Array.ofLongs(shape, mask));
    }

    @Test
    void languageModelMayBeSavedWithItsHead() {
        var without = encode(TinyTextPipeline.write(folder), List.of("rain"), List.of(""))
                .generated();
        var with = encode(TinyTextPipeline.withHead(folder), List.of("rain"), List.of(""))
                .generated();
        assertThat(with.floats()).containsExactly(without.floats());
    }

    @Test
    void longPromptsAreRefusedByTheLanguageModel() {
        var pipeline = TinyTextPipeline.write(folder);
        var long60 = "tin ".repeat(60).strip();
        assertThatThrownBy(() -> encode(pipeline, List.of(long60), List.of("")))
                .hasMessageContaining("at most 64 tokens");
    }

    @Test
    void otherTextEncodersAreRefusedByName() throws Exception {
        TinyTextPipeline.write(folder);
        var index = folder.resolve("model_index.json");
        Files.writeString(index, Files.readString(index).replace("T5EncoderModel", "VitsModel"));
        assertThatThrownBy(() -> AudioLdm2TextEncoders.open(TinyTextPipeline.open(folder), Device.cpu()))
                .hasMessageContaining("Wanted text_encoder_2 to be a T5EncoderModel")
                .hasMessageContaining("VitsModel");
    }

    @Test
    void agreesWithDiffusersFromFeaturesAndIds() {
        var golden = Golden.open(Shared.path("goldens/aldm2_tiny_pipeline"));
        try (var encoders = AudioLdm2TextEncoders.open(TinyTextPipeline.open(golden.folder()), Device.cpu())) {
            var embeds = encoders.encode(
                    golden.input("clap_text_features"),
                    new TokenIds(golden.input("t5_input_ids"), golden.input("t5_attention_mask")));
            var ordered = embeds.prompt(0).after(embeds.prompt(1)); // the golden's inputs start with the prompt
            assertMatches(golden, "mid.prompt_embeds_neg_pos", ordered.states());
            assertMatches(golden, "mid.generated_prompt_embeds_neg_pos", ordered.generated());
            assertMatches(golden, "mid.projected_prompt", embeds.prompt(0).projected());
        }
    }

    private static void assertMatches(Golden golden, String name, Array found) {
        assertThat(found.shape()).isEqualTo(golden.value(name).shape());
        assertThat(found.floats()).containsExactly(golden.value(name).floats(), within((float) golden.tolerance(name)));
    }
}
