package jointdit.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jointdit.config.Configs;
import jointdit.generate.TinyModel;
import jointdit.spark.CheckpointStore;
import jointdit.spark.LatentCache;
import jointdit.spark.Storage;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JointDiTTrainerTest {
    @TempDir
    private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private JointDiTTrainer trainer() {
        return StageTables.trainer("unused").setOut(path("run")).setLatents(path("cache"));
    }

    private LatentCache cache() {
        return new LatentCache(StageTables.spark(), path("cache"));
    }

    @Test
    void rowsGoToTheCacheAndTheRunSaysWhatWasSet() {
        var model = trainer().setSeed(5).setLearningRate(0.01).fit(StageTables.latents());

        var info = new CheckpointStore(Storage.of(StageTables.spark()), path("run")).requireInfo();
        assertThat(info.step()).isEqualTo(2);
        assertThat(info.seed()).isEqualTo(5);
        assertThat(info.settings()).contains("\"lr\":0.01");
        assertThat(info.model()).isEqualTo(TinyModel.MODEL);
        assertThat(info.codec()).isEqualTo(cache().codec().read().fingerprint());
        assertThat(cache().latents().count()).isEqualTo(3);
        assertThat(model.getOrDefault(model.model())).isEqualTo(path("run"));
        assertThat(model.hasParent()).isTrue();
        var prompts = StageTables.prompts();
        var sample =
                model.setIdCol("id").setPromptCol("prompt").transform(prompts).first();
        assertThat(sample.<Row>getAs("sample").<String>getAs("status")).isEqualTo("done");
    }

    @Test
    void rowsOfTheCacheStayWhereTheyAre() {
        trainer().fit(StageTables.latents());
        var files = cache().latents().inputFiles();

        trainer().setCodec("").setOut(path("second")).fit(cache().latents());

        assertThat(cache().latents().inputFiles()).containsExactlyInAnyOrder(files);
    }

    @Test
    void otherRowsThanThoseOfTheCacheAreRefused() {
        trainer().fit(StageTables.latents());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer().fit(StageTables.latents().where("clip_id <> 'clip-0'")))
                .withMessageStartingWith("Wanted the 3 clips of the finished latent cache in")
                .withMessageEndingWith("found 2 others; set another folder latents");
    }

    @Test
    void codecOfTheLatentsMustBeKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer().setCodec("").fit(StageTables.latents()))
                .withMessageStartingWith("Wanted the codec that made the latents, found none in")
                .withMessageEndingWith("set its folder, codec");
    }

    @Test
    void wrongSettingsAreRefusedBeforeAnyWork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer().setSettings("train.stepps = 3").fit(StageTables.latents()))
                .withMessageContaining("Unknown setting train.stepps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer().setParallel("rounds").setReplicas(3).fit(StageTables.latents()))
                .withMessageContaining("batch must be a multiple of replicas times accumulate");
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    /** From files to a model and its clips, and all of it saved. */
    @Test
    void wholeChainIsAPipeline() throws IOException {
        var codec = StageTables.codec().setCodec(path("codec"));
        var latents = new SQLTransformer().setStatement("SELECT latent.* FROM __THIS__ WHERE latent IS NOT NULL");
        var trainer = new JointDiTTrainer()
                .setLatents(path("cache"))
                .setCodec(path("codec"))
                .setOut(path("run"))
                .setSteps(2)
                .setBatch(2)
                .setIdCol("clip_id")
                .setPromptCol("caption")
                .setImageCol("first_frame")
                .setSettings("model = " + Configs.json(TinyModel.MODEL));
        var pipeline = new Pipeline().setStages(new PipelineStage[] {codec, latents, trainer});

        pipeline.fit(StageTables.clips()).save(path("fitted"));
        var fitted = PipelineModel.load(path("fitted"));
        var model = (JointDiTModel) fitted.stages()[2];
        model.setSteps(2);

        var clips = fitted.transform(StageTables.clips())
                .select("clip_id", "sample.*")
                .collectAsList();
        assertThat(clips).hasSize(3);
        assertThat(clips).allMatch(row -> row.<String>getAs("error").isEmpty());
        assertThat(clips).allMatch(row -> row.<byte[]>getAs("video").length > 500);
        assertThat(List.of(clips.get(0).schema().fieldNames())).contains("audio", "seed", "checkpoint");
    }
}
