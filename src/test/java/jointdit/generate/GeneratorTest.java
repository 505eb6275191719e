package jointdit.generate;

import static jointdit.generate.Request.Own.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import jointdit.codec.AudioCodecConfig;
import jointdit.codec.CodecConfig;
import jointdit.codec.Latents;
import jointdit.codec.PcaAudio;
import jointdit.codec.PcaCodecs;
import jointdit.codec.PcaVideo;
import jointdit.codec.VideoCodecConfig;
import jointdit.diffusion.GuidanceConfig;
import jointdit.diffusion.Pair;
import jointdit.diffusion.SamplingConfig;
import jointdit.diffusion.Solver;
import jointdit.joint.LatentShape;
import jointdit.joint.Mode;
import jointdit.media.Video;
import jointdit.tensor.Device;
import jointdit.tensor.Layout;
import jointdit.tensor.Noise;
import jointdit.tensor.Precision;
import jointdit.tensor.Shape;
import jointdit.tensor.Weights;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {
    private static final GuidanceConfig NONE = new GuidanceConfig.None();
    private static final GuidanceConfig STAR = new GuidanceConfig.JointCfgStar(0.5, 0.7, 0.9, 1.1, 0.3, 0);

    private static Generator generator;

    @BeforeAll
    static void open() {
        generator = TinyModel.generator();
    }

    @AfterAll
    static void close() {
        generator.close();
    }

    @Test
    void clipsHaveTheSizeOfTheCodecAndTheLengthOfTheModel() {
        var clip = generator.generate(request(NONE, Mode.FULL), step -> {});

        assertThat(clip.video().frames()).hasSize(4);
        assertThat(clip.video().width()).isEqualTo(16);
        assertThat(clip.sound().samples()).hasSize(8000);
    }

    @Test
    void equalRequestsGiveEqualClips() {
        var first = generator.generate(request(STAR, Mode.FULL), step -> {});
        var second = generator.generate(request(STAR, Mode.FULL), step -> {});

        assertThat(second.sound().samples()).containsExactly(first.sound().samples());
        assertThat(second.video().frames().get(3))
                .containsExactly(first.video().frames().get(3));
    }

    @Test
    void anotherSeedGivesAnotherClip() {
        var request = request(NONE, Mode.FULL);
        var other = new Request(request.picture(), request.text(), request.negative(), NOTHING, 8, request.config());

        assertThat(latents(other).video()).isNotEqualTo(latents(request).video());
    }

    @Test
    void everyConditionCounts() {
        var whole = request(NONE, Mode.FULL);
        var blind = new Request(Optional.empty(), whole.text(), Optional.empty(), NOTHING, 7, whole.config());
        var mute = new Request(whole.picture(), Optional.empty(), Optional.empty(), NOTHING, 7, whole.config());

        assertThat(latents(blind).video()).isNotEqualTo(latents(whole).video());
        assertThat(latents(mute).audio()).isNotEqualTo(latents(whole).audio());
    }

    @Test
    void aloneTheVideoDoesNotHearTheAudio() {
        var request = request(STAR, Mode.ISO);

        assertThat(latents(request, 2).video())
                .containsExactly(latents(request, 1).video());
        assertThat(latents(request, 2).audio()).isNotEqualTo(latents(request, 1).audio());
    }

    @Test
    void togetherTheVideoHearsTheAudio() {
        var request = request(NONE, Mode.FULL);

        assertThat(latents(request, 2).video()).isNotEqualTo(latents(request, 1).video());
    }

    @Test
    void maskedTheVideoHearsNothing() {
        var request = request(NONE, Mode.MASK_AUDIO_TO_VIDEO);

        assertThat(latents(request, 2).video())
                .containsExactly(latents(request, 1).video());
    }

    @Test
    void weightsOfZeroAreNoGuidance() {
        var zero = new GuidanceConfig.JointCfgStar(0, 0, 0, 0, 0, 0);

        assertThat(latents(request(zero, Mode.FULL)).video())
                .containsExactly(latents(request(NONE, Mode.FULL)).video());
    }

    @Test
    void branchesInOneBatchAreThoseOfSeparateCalls() {
        var conditions = request(NONE, Mode.FULL);
        var config = new GenerateConfig(
                new SamplingConfig(Solver.EULER, 1, 0.02, 20, 7),
                new GuidanceConfig.JointCfgStar(0, 0, 2, 0, 0, 0),
                Mode.FULL,
                Precision.FLOAT32,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var plain = new GenerateConfig(
                config.sampling(),
                NONE,
                Mode.FULL,
                Precision.FLOAT32,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        var guided =
                latents(new Request(conditions.picture(), conditions.text(), Optional.empty(), NOTHING, 7, config));
        var full = latents(new Request(conditions.picture(), conditions.text(), Optional.empty(), NOTHING, 7, plain));
        var without = latents(new Request(conditions.picture(), Optional.empty(), Optional.empty(), NOTHING, 7, plain));

        for (var i = 0; i < full.video().length; i++) {
            var wanted = full.video()[i] + 2 * (full.video()[i] - without.video()[i]);
            assertThat(guided.video()[i]).isEqualTo(wanted, within(1e-3f));
        }
    }

    @Test
    void aClipIsTheSameAmongWhateverOthersOfItsBatch() {
        var request = request(STAR, Mode.FULL);

        var first = generator.latents(among(request, 0, 100), step -> {}).get(0);
        var sixth = generator.latents(among(request, 5, 200), step -> {}).get(5);

        assertThat(sixth.video()).containsExactly(first.video());
        assertThat(sixth.audio()).containsExactly(first.audio());
    }

    @Test
    void aClipIsTheSameAloneUpToRounding() {
        var request = request(STAR, Mode.FULL);

        var together = generator.latents(among(request, 5, 100), step -> {}).get(5);
        var alone = latents(request);

        assertThat(together.video()).containsExactly(alone.video(), rounding(alone.video()));
        assertThat(together.audio()).containsExactly(alone.audio(), rounding(alone.audio()));
    }

    /** Of products whose terms are summed in another order, in shares of the largest value. */
    private static Offset<Float> rounding(float[] values) {
        var largest = 0f;
        for (var value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return within(2e-5f * largest);
    }

    /** Eight requests of other seeds from {@code seed} on, but for one. */
    private static List<Request> among(Request request, int place, long seed) {
        var all = new ArrayList<Request>();
        for (var i = 0; i < 8; i++) {
            all.add(new Request(
                    request.picture(), request.text(), request.negative(), NOTHING, seed + i, request.config()));
        }
        all.set(place, request);
        return all;
    }

    @Test
    void clipsOfOtherLengthsAreNotMadeTogether() {
        var usual = request(NONE, Mode.FULL);
        var longer = request(Optional.of(0.75), Optional.empty(), Optional.empty());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> generator.latents(List.of(usual, longer), step -> {}))
                .withMessageStartingWith("Wanted clips of equal length");
    }

    @Test
    void absurdLengthsAreRefused() {
        var absurd = request(Optional.of(1e5), Optional.empty(), Optional.empty());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> latents(absurd))
                .withMessageStartingWith("Wanted at most 64 latent frames");
    }

    @Test
    void progressIsToldStepByStep() {
        var steps = new ArrayList<Integer>();

        generator.generate(request(NONE, Mode.FULL), steps::add);

        assertThat(steps).containsExactly(1, 2, 3);
    }

    @Test
    void theLastEstimateIsTheClip() {
        var frames = new ArrayList<Video>();

        var clip = generator.generate(request(NONE, Mode.FULL), new StepListener() {
            @Override
            public void stepped(int done) {
                assertThat(frames).hasSize(done);
            }

            @Override
            public void estimated(List<Estimate> clips) {
                frames.add(clips.get(0).frames(2));
            }
        });

        var all = clip.video().frames();
        assertThat(frames.get(2).frames().get(0)).isEqualTo(all.get(0));
        assertThat(frames.get(2).frames().get(1)).isEqualTo(all.get(all.size() - 1));
        assertThat(frames.get(0).seconds()).isEqualTo(clip.video().seconds());
    }

    @Test
    void whatAListenerThrowsEndsTheClip() {
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> generator.generate(request(NONE, Mode.FULL), step -> {
                    throw new CancellationException("enough");
                }));
    }

    @Test
    void clipsMayBeLonger() {
        var config = request(NONE, Mode.FULL).config();
        var longer = new GenerateConfig(
                config.sampling(),
                NONE,
                Mode.FULL,
                Precision.FLOAT32,
                Optional.of(0.75),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        var clip = generator.generate(
                new Request(Optional.empty(), Optional.of(new float[8]), Optional.empty(), NOTHING, 7, longer),
                step -> {});

        assertThat(clip.video().frames()).hasSize(6);
        assertThat(clip.sound().samples()).hasSize(12_000);
    }

    private static Request request(
            Optional<Double> seconds, Optional<AttentionChange> attention, Optional<Integer> most) {
        var plain = request(NONE, Mode.FULL);
        var config = new GenerateConfig(
                plain.config().sampling(),
                NONE,
                Mode.FULL,
                Precision.FLOAT32,
                seconds,
                Optional.empty(),
                Optional.empty(),
                attention,
                most);
        return new Request(plain.picture(), plain.text(), plain.negative(), NOTHING, 7, config);
    }

    private static Request request(AttentionChange attention) {
        return request(Optional.empty(), Optional.of(attention), Optional.empty());
    }

    @Test
    void queriesInChunksGiveTheSameClip() {
        var chunked = request(new AttentionChange(Optional.of(3), Optional.of(2), Optional.empty()));
        var whole = request(NONE, Mode.FULL);

        assertThat(latents(chunked).video()).containsExactly(latents(whole).video(), within(1e-3f));
        assertThat(latents(chunked).audio()).containsExactly(latents(whole).audio(), within(1e-3f));
        assertThat(chunked.config().ofNumbers(TinyModel.MODEL))
                .isEqualTo(whole.config().ofNumbers(TinyModel.MODEL));
    }

    @Test
    void sharedKeysGiveAnotherClip() {
        var shared = request(new AttentionChange(Optional.empty(), Optional.empty(), Optional.of(4)));
        var whole = request(NONE, Mode.FULL);

        assertThat(latents(shared).video()).isNotEqualTo(latents(whole).video());
        assertThat(shared.config().ofNumbers(TinyModel.MODEL)).isEqualTo(shared.config());
    }

    @Test
    void clipsEndAtTheMostFrames() {
        assertThat(latents(request(Optional.empty(), Optional.empty(), Optional.of(2)))
                        .videoShape()[0])
                .isEqualTo(2);
        assertThat(latents(request(Optional.empty(), Optional.empty(), Optional.of(9)))
                        .videoShape()[0])
                .isEqualTo(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> latents(request(Optional.of(0.75), Optional.empty(), Optional.of(4))))
                .withMessage("Wanted at most 4 latent frames (max-frames), found 6 in 0.75 seconds; ask for at most 0.5"
                        + " seconds or raise generate.sample.max-frames");
    }

    @Test
    void aModelOfCutClipsGivesAsMuchSoundAsTheCodec() {
        var model = TinyModel.MODEL.limited(Optional.of(2));
        var cut = model.cut(TinyModel.SHAPE).withAudio(6);
        try (var generator = new Generator(TinyModel.weights(), model, cut, TinyModel.CODEC)) {
            var clip = generator.generate(request(NONE, Mode.FULL), step -> {});
            var longer = generator.latents(request(Optional.of(0.5), Optional.empty(), Optional.of(4)), step -> {});

            assertThat(clip.video().frames()).hasSize(2);
            assertThat(clip.sound().samples()).hasSize(4000);
            assertThat(longer.videoShape()[0]).isEqualTo(4);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> generator.latents(
                            request(Optional.of(0.5), Optional.empty(), Optional.empty()), step -> {}))
                    .withMessageContaining("Wanted at most 2 latent frames");
        }
    }

    @Test
    void aCheckpointGivesTheSameClips(@TempDir Path folder) {
        var request = request(NONE, Mode.FULL);
        try (var opened = Generator.open(TinyModel.checkpoint(folder), TinyModel.CODEC, Device.cpu())) {
            assertThat(opened.latents(request, step -> {}).video())
                    .containsExactly(latents(request).video());
        }
    }

    @Test
    void anotherCodecIsRefused(@TempDir Path folder) {
        var checkpoint = TinyModel.checkpoint(folder);
        var codec = TinyModel.CODEC;
        var other = PcaCodecs.of(
                new CodecConfig(16, 16, 8, new VideoCodecConfig.Pca(4, 8, 0.5), new AudioCodecConfig.Pca(4, 4, 0.5)),
                ((PcaVideo) codec.video()).basis(),
                ((PcaAudio) codec.audio()).basis());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Generator.open(checkpoint, other, Device.cpu()))
                .withMessageContaining("was trained on latents of codec");
    }

    @Test
    void aModelOfOtherLatentsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Generator(
                        Weights.zeros(Layout.frozen(List.of()), Device.cpu()),
                        TinyModel.MODEL,
                        new LatentShape(4, 16, 4, 4, 8, 4, 13, 16),
                        TinyModel.CODEC))
                .withMessageContaining("videoChannels=8")
                .withMessageContaining("videoChannels=16");
    }

    @Test
    void misshapenConditionsAreRefused() {
        var config = request(NONE, Mode.FULL).config();
        var request = new Request(Optional.of(new float[5]), Optional.empty(), Optional.empty(), NOTHING, 7, config);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> latents(request))
                .withMessage("Wanted 128 picture latents, found 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Request(Optional.empty(), Optional.empty(), Optional.empty(), NOTHING, 7, config))
                .withMessage("Wanted a picture or a prompt, found neither");
    }

    private static Request request(GuidanceConfig guidance, Mode mode) {
        return new Request(
                Optional.of(normal(128, 11)),
                Optional.of(normal(8, 12)),
                Optional.of(normal(8, 13)),
                NOTHING,
                7,
                TinyModel.config(guidance, mode));
    }

    private static Latents latents(Request request) {
        return generator.latents(request, step -> {});
    }

    /** Latents from other noise in the audio. */
    private static Latents latents(Request request, long audioSeed) {
        var noise = new Pair(
                normal(TinyModel.SHAPE.videoSize(), 1), normal(TinyModel.SHAPE.audioSize(), Noise.seed(audioSeed)));
        return generator.latents(request, noise, step -> {});
    }

    private static float[] normal(int size, long seed) {
        return Noise.normal(Shape.of(size), seed).floats();
    }
}
