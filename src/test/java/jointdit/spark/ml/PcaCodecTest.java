package jointdit.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import jointdit.spark.LatentRow;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcaCodecTest {
    @TempDir
    private Path folder;

    private static float[] video(Dataset<Row> encoded) {
        var row = encoded.where("clip_id = 'clip-2'").select("latent.*").first();
        return LatentRow.from(row).latents().video();
    }

    @Test
    void savedCodecEncodesAsBeforeAndForLatentEncoderToo() throws IOException {
        var codec = StageTables.codec().setCodec(folder.resolve("codec").toString());
        var model = codec.fit(StageTables.clips());
        model.save(folder.resolve("model").toString());
        var encoder = new LatentEncoder();
        var expected = video(model.transform(StageTables.clips()));

        var loaded = PcaCodecModel.load(folder.resolve("model").toString());

        assertThat(loaded.card()).isEqualTo(model.card());
        assertThat(video(loaded.transform(StageTables.clips()))).isEqualTo(expected);
        for (var place : new String[] {"codec", "model/codec"}) {
            encoder.setCodec(folder.resolve(place).toString());
            assertThat(video(encoder.transform(StageTables.clips()))).isEqualTo(expected);
        }
    }

    @Test
    void cardSaysHowWellItDecodes() {
        var card = StageTables.codec().fit(StageTables.clips()).card();

        assertThat(card.codec().width()).isEqualTo(16);
        assertThat(card.psnr()).isGreaterThan(15);
        assertThat(card.videoExplained().orElseThrow()).isBetween(0.5, 1.0);
        assertThat(card.measured()).isEqualTo(3);
    }

    @Test
    void modelHasTheColumnsOfItsEstimator() {
        var model =
                StageTables.codec().setLatentCol("code").setFailureCol("why").fit(StageTables.clips());

        assertThat(model.transform(StageTables.clips()).columns()).endsWith("code", "why");
        assertThat(model.parent()).isInstanceOf(PcaCodec.class);
        assertThat(model.hasParent()).isTrue();
    }

    @Test
    void paramsThatDoNotGoTogetherAreRefused() {
        var clips = StageTables.clips();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StageTables.codec().setWidth(18).fit(clips))
                .withMessage("width must be a multiple of patch 4, found 18; try 20");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StageTables.codec().fit(clips.where("clip_id = 'absent'")))
                .withMessage("Wanted clips to fit the codec on, found none that can be read");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StageTables.codec().fit(clips.drop("split").selectExpr("*", "'test' AS split")))
                .withMessageStartingWith("Wanted clips of split train to fit the codec on, found none in the table");
    }
}
