package jointdit.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jointdit.config.Bytes;
import jointdit.diffusion.NoiseLevel;
import jointdit.diffusion.Preconditioning;
import jointdit.joint.AttentionConfig;
import jointdit.joint.JointConfig;
import jointdit.joint.LatentShape;
import jointdit.joint.TinyModel;
import jointdit.joint.TowerConfig;
import jointdit.pretrained.ModelFolder.Variant;
import jointdit.pretrained.ModelPlaces;
import jointdit.pretrained.TinyModels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
    private static final LatentShape SHAPE = new LatentShape(3, 4, 8, 8, 7, 8, 10, 16);
    private static final NoiseLevel SVD_NOISE = new NoiseLevel.LogNormal(0.7, 1.6);
    private static final NoiseLevel AUDIOLDM2_NOISE = new NoiseLevel.Ddpm(1000, 0.0015, 0.0195);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() {
        TinyModels.svd(folder.resolve("svd"), 1);
        TinyModels.audioldm2(folder.resolve("audioldm2"), 1);
    }

    private static JointConfig published(String video, NoiseLevel videoNoise, NoiseLevel audioNoise) {
        return new JointConfig(
                new TowerConfig.Svd(
                        folder.resolve(video).toString(), Optional.of(List.of(1)), Variant.FULL, 0.18215, 127),
                new TowerConfig.Audioldm2(
                        folder.resolve("audioldm2").toString(), Optional.of(List.of(1)), Variant.FULL, 8, 6),
                2,
                Optional.of(32),
                5,
                videoNoise,
                audioNoise,
                new Preconditioning.Velocity(),
                Optional.of(new Preconditioning.Epsilon()),
                1,
                1,
                AttentionConfig.WHOLE,
                Optional.empty());
    }

    private static ModelPlaces places() {
        return model -> {
            if (!Files.isDirectory(Path.of(model))) {
                throw new IllegalArgumentException("No folder " + model);
            }
            return Path.of(model);
        };
    }

    private static List<String> misfits(JointConfig model, LatentShape shape) {
        return new Preflight(model, places(), shape).beforeTraining(TinyRun.config(Stage.B, 1));
    }

    @Test
    void whatFitsIsLeftAlone() {
        assertThat(misfits(TinyModel.config(), TinyModel.shape())).isEmpty();
        assertThat(misfits(published("svd", SVD_NOISE, AUDIOLDM2_NOISE), SHAPE)).isEmpty();
        assertThatCode(() -> Preflight.require(List.of())).doesNotThrowAnyException();
    }

    @Test
    void latentsThatDoNotFitEitherTowerAreBothListed() {
        var shape = new LatentShape(4, 3, 5, 4, 8, 2, 6, 5);

        assertThat(misfits(TinyModel.config(), shape))
                .containsExactly(
                        "patch-height must divide the 5 latent rows, found 2",
                        "patch-width must divide the 5 latent columns, found 4");
    }

    @Test
    void latentsOfAnotherAutoencoderAreAnError() {
        assertThat(misfits(published("svd", SVD_NOISE, AUDIOLDM2_NOISE), new LatentShape(3, 16, 8, 8, 7, 8, 10, 16)))
                .singleElement()
                .asString()
                .startsWith("The video tower takes latents of 4 channels");
    }

    @Test
    void foldersThatAreNotThereAreListed() {
        assertThat(misfits(published("lost", SVD_NOISE, AUDIOLDM2_NOISE), SHAPE))
                .containsExactly("No folder " + folder.resolve("lost"));
    }

    @Test
    void folderWithoutWeightsIsAnErrorForTrainingAndSampling() throws IOException {
        var unet = folder.resolve("svd/unet/config.json");
        Files.createDirectories(folder.resolve("empty"));
        Files.copy(unet, folder.resolve("empty/config.json"));
        var model = published("empty", SVD_NOISE, AUDIOLDM2_NOISE);

        assertThat(misfits(model, SHAPE))
                .singleElement()
                .asString()
                .startsWith("Wanted safetensors weights in " + folder.resolve("empty"));
        assertThat(new Preflight(model, places(), SHAPE).beforeSampling()).hasSize(1);
    }

    @Test
    void noiseOfAnotherKindThanPublishedIsListedForBothTowers() {
        var model = published("svd", new NoiseLevel.LogNormal(0.7, 3), new NoiseLevel.Ddpm(1000, 0.0015, 0.02));

        assertThat(misfits(model, SHAPE))
                .satisfiesExactly(
                        video -> assertThat(video)
                                .startsWith("Wanted model.video-noise { kind = log-normal } that lies mostly between"
                                        + " 0.002 and 700.0, as the scheduler of " + folder)
                                .endsWith("found LogNormal[mean=0.7, deviation=3.0]"),
                        audio -> assertThat(audio)
                                .startsWith("Wanted model.audio-noise { kind = ddpm, steps = 1000, beta-start ="
                                        + " 0.0015, beta-end = 0.0195 }")
                                .endsWith("betaEnd=0.02]"));
    }

    @Test
    void networkThatPredictsSomethingElseIsAnError() {
        var model = published("svd", SVD_NOISE, AUDIOLDM2_NOISE);
        var mixed = new JointConfig(
                model.video(),
                model.audio(),
                2,
                Optional.of(32),
                5,
                SVD_NOISE,
                AUDIOLDM2_NOISE,
                new Preconditioning.Velocity(),
                Optional.empty(),
                1,
                1,
                AttentionConfig.WHOLE,
                Optional.empty());

        assertThat(misfits(mixed, SHAPE))
                .singleElement()
                .asString()
                .startsWith("Wanted model.audio-preconditioning { kind = epsilon }, as the scheduler of")
                .endsWith("predicts epsilon, found Velocity[]");
    }

    @Test
    void runThatIsTooLargeIsAnErrorWithItsWaysOut() {
        var train = TinyRun.config(Stage.B, 1).within(Bytes.parse("100KiB"));

        assertThat(new Preflight(TinyModel.config(), places(), TinyModel.shape()).beforeTraining(train))
                .singleElement()
                .asString()
                .startsWith("Wanted a run of at most 100.00 KiB (train.memory), found one that needs ")
                .contains("train.checkpointing=block saves ", "train.batch=1 saves ");
    }

    @Test
    void allThatIsAmissIsInOneMessage() {
        assertThatThrownBy(() -> Preflight.require(List.of("This", "That")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 settings do not fit:\n  This\n  That");
    }
}
