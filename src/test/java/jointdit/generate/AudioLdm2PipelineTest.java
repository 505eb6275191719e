package jointdit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import jointdit.condition.AudioLdm2PromptReader;
import jointdit.media.Sound;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.PipelineFolder;
import jointdit.pretrained.TinyModels;
import jointdit.pretrained.scheduler.SchedulerChoice;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On tiny networks of random weights. */
class AudioLdm2PipelineTest {
    private static final AudioLdm2Config CONFIG = config(SchedulerChoice.PUBLISHED, 3.5, 0);

    @TempDir
    static Path root;

    private static AudioLdm2Pipeline pipeline;

    @BeforeAll
    static void open() {
        TinyModels.audioldm2(root, 1);
        pipeline = AudioLdm2Pipeline.open(root, ModelFolder.Variant.FULL, Device.cpu());
    }

    @AfterAll
    static void close() {
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Test
    void equalSeedsGiveEqualSound() {
        var first = generate("rain on a roof", "noise", 1, CONFIG);

        assertThat(generate("rain on a roof", "noise", 1, CONFIG).samples()).containsExactly(first.samples());
        assertThat(generate("rain on a roof", "noise", 2, CONFIG).samples()).isNotEqualTo(first.samples());
    }

    @Test
    void promptAndNegativePromptAreHeard() {
        var sound = generate("rain on a roof", "noise", 1, CONFIG).samples();

        assertThat(generate("noise on a roof", "noise", 1, CONFIG).samples()).isNotEqualTo(sound);
        assertThat(generate("rain on a roof", "a roof", 1, CONFIG).samples()).isNotEqualTo(sound);
    }

    @Test
    void soundHasTheWantedLength() {
        var sound = generate("rain", "", 1, CONFIG);

        assertThat(sound.sampleRateHz()).isEqualTo(16_000);
        assertThat(sound.samples()).hasSize(1_440);
        for (var sample : sound.samples()) {
            assertThat(sample).isBetween(-1f, 1f);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SchedulerChoice.class,
            names = {"DDIM", "DPM", "DPM_KARRAS"})
    void everySchedulerLeadsToSound(SchedulerChoice choice) {
        for (var sample : generate("rain", "", 1, config(choice, 3.5, 0)).samples()) {
            assertThat(sample).isFinite();
        }
    }

    @Test
    void noiseOnTheWayIsSeededToo() {
        var noisy = config(SchedulerChoice.PUBLISHED, 3.5, 1);
        var first = generate("rain", "", 1, noisy).samples();

        assertThat(generate("rain", "", 1, noisy).samples()).containsExactly(first);
        assertThat(generate("rain", "", 1, CONFIG).samples()).isNotEqualTo(first);
    }

    @Test
    void withoutGuidanceTheNegativePromptIsNotRead() {
        var plain = config(SchedulerChoice.PUBLISHED, 1, 0);

        assertThat(generate("rain", "noise", 1, plain).samples())
                .containsExactly(generate("rain", "a roof", 1, plain).samples());
    }

    @Test
    void everyStepIsHeardAndFinite() {
        var steps = new ArrayList<Integer>();
        var names = new ArrayList<String>();

        pipeline.generate(new AudioLdm2Request("rain", "", 1, CONFIG), new PipelineObserver() {
            @Override
            public void stepped(int done) {
                steps.add(done);
            }

            @Override
            public void computed(String name, Array value) {
                names.add(name);
            }
        });

        assertThat(steps).containsExactly(1, 2);
        assertThat(names).contains("mel", "waveform").containsOnlyOnce("prompt_embeds");
    }

    @Test
    void lessThanOneFrameIsRefused() {
        var config = new AudioLdm2Config(0.001, 2, 3.5, 0, SchedulerChoice.PUBLISHED);

        assertThatThrownBy(() -> generate("rain", "", 1, config)).hasMessageContaining("seconds must be at least 0.01");
    }

    @Test
    void missingTokenizersAreNamed(@TempDir Path folder) throws IOException {
        TinyModels.audioldm2(folder, 1);
        Files.delete(folder.resolve("tokenizer/tokenizer.json"));
        try (var bare = AudioLdm2Pipeline.open(folder, ModelFolder.Variant.FULL, Device.cpu())) {
            var request = new AudioLdm2Request("rain", "", 1, CONFIG);

            assertThatThrownBy(() -> bare.generate(request, done -> {}))
                    .hasMessageContaining("tokenizer.json")
                    .hasMessageContaining("fetch-models");
        }
    }

    @Test
    void theNegativePromptHasAsManyTokensAsThePrompt() {
        try (var reader = AudioLdm2PromptReader.open(
                PipelineFolder.open(root, ModelFolder.Variant.FULL, "AudioLDM2Pipeline"), Device.cpu())) {
            var cut = reader.read("rain on", "a roof on a roof");
            var padded = reader.read("rain on", "");

            assertThat(cut.ids().longs()).containsExactly(5, 6, 2, 3, 4, 2);
            assertThat(padded.ids().longs()).containsExactly(2, 0, 0, 3, 4, 2);
            assertThat(padded.mask().longs()).containsExactly(1, 0, 0, 1, 1, 1);
        }
    }

    private static Sound generate(String prompt, String negative, long seed, AudioLdm2Config config) {
        return pipeline.generate(new AudioLdm2Request(prompt, negative, seed, config), done -> {});
    }

    private static AudioLdm2Config config(SchedulerChoice scheduler, double guidance, double eta) {
        return new AudioLdm2Config(0.09, 2, guidance, eta, scheduler);
    }
}
