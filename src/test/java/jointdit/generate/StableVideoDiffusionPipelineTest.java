package jointdit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jointdit.media.Picture;
import jointdit.media.Video;
import jointdit.pretrained.ModelFolder;
import jointdit.pretrained.TinyModels;
import jointdit.pretrained.scheduler.SchedulerChoice;
import jointdit.tensor.Array;
import jointdit.tensor.Device;
import jointdit.tensor.Noise;
import jointdit.tensor.Shape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On tiny networks of random weights. */
class StableVideoDiffusionPipelineTest {
    private static final int WIDTH = 24;
    private static final int HEIGHT = 16;

    @TempDir
    static Path root;

    private static StableVideoDiffusionPipeline pipeline;

    @BeforeAll
    static void open() {
        TinyModels.svd(root, 1);
        pipeline = StableVideoDiffusionPipeline.open(root, ModelFolder.Variant.FP16, Device.cpu());
    }

    @AfterAll
    static void close() {
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Test
    void equalSeedsGiveEqualBytes() {
        var first = generate(3, config(3, 2));
        var again = generate(3, config(3, 2));
        var other = generate(4, config(3, 2));

        for (var i = 0; i < 3; i++) {
            assertThat(again.frames().get(i)).containsExactly(first.frames().get(i));
        }
        assertThat(other.frames().get(0)).isNotEqualTo(first.frames().get(0));
    }

    @Test
    void theClipHasTheWantedSizeRateAndLength() {
        var video = generate(1, config(3, 8));

        assertThat(List.of(video.width(), video.height(), video.frames().size()))
                .containsExactly(WIDTH, HEIGHT, 3);
        assertThat(video.framesPerSecond()).isEqualTo(6);
    }

    @Test
    void theNetworkKnowsTheUsualLength() {
        var config =
                new SvdConfig(WIDTH, HEIGHT, Optional.empty(), 1, 1, 1, 6, 127, 0.02, 8, SchedulerChoice.PUBLISHED);

        assertThat(generate(1, config).frames()).hasSize(4);
    }

    @Test
    void framesAreDecodedInPartsAndEachStepIsHeard() {
        var heard = new Heard();

        pipeline.generate(new SvdRequest(picture(), 1, config(5, 2)), heard);

        assertThat(heard.steps).containsExactly(1, 2);
        assertThat(heard.decoded).containsExactly(2, 2, 1);
        assertThat(heard.finite).isTrue();
    }

    @Test
    void autoencoderMayComeFromElsewhere(@TempDir Path other) {
        TinyModels.svd(other, 2);
        try (var mixed = StableVideoDiffusionPipeline.open(
                root, Optional.of(other.resolve("vae")), ModelFolder.Variant.FP16, Device.cpu())) {
            var video = mixed.generate(new SvdRequest(picture(), 3, config(3, 2)), done -> {});

            assertThat(mixed.fingerprint()).isNotEqualTo(pipeline.fingerprint());
            assertThat(video.frames().get(0))
                    .isNotEqualTo(generate(3, config(3, 2)).frames().get(0));
        }
    }

    @Test
    void sizesMustBeWholeLatents() {
        var config =
                new SvdConfig(WIDTH + 1, HEIGHT, Optional.of(2), 1, 1, 1, 6, 127, 0.02, 8, SchedulerChoice.PUBLISHED);

        assertThatThrownBy(() -> generate(1, config))
                .hasMessage("width and height must be multiples of 4, found 25 and 16");
    }

    @Test
    void anotherPipelineIsRefused(@TempDir Path folder) {
        TinyModels.audioldm2(folder, 1);

        assertThatThrownBy(() -> StableVideoDiffusionPipeline.open(folder, ModelFolder.Variant.FULL, Device.cpu()))
                .hasMessageContaining("Wanted a StableVideoDiffusionPipeline")
                .hasMessageContaining("found AudioLDM2Pipeline");
    }

    private static final class Heard implements PipelineObserver {
        private final List<Integer> steps = new ArrayList<>();
        private final List<Integer> decoded = new ArrayList<>();
        private boolean finite = true;

        @Override
        public void stepped(int done) {
            steps.add(done);
        }

        @Override
        public void computed(String name, Array value) {
            for (var v : value.floats()) {
                finite &= Float.isFinite(v);
            }
            if (name.equals("decoded")) {
                decoded.add(value.shape().size(0));
            }
        }
    }

    private static Video generate(long seed, SvdConfig config) {
        return pipeline.generate(new SvdRequest(picture(), seed, config), done -> {});
    }

    private static SvdConfig config(int frames, int framesPerDecode) {
        return new SvdConfig(
                WIDTH, HEIGHT, Optional.of(frames), 2, 1, 3, 6, 127, 0.02, framesPerDecode, SchedulerChoice.PUBLISHED);
    }

    /** Of another size than the clip. */
    private static Picture picture() {
        var noise = Noise.normal(Shape.of(3 * 40 * 30), 5).floats();
        var rgb = new byte[noise.length];
        for (var i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round(128 + 40 * noise[i]);
        }
        return new Picture(40, 30, rgb);
    }
}
