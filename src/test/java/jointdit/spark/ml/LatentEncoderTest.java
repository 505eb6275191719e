package jointdit.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import jointdit.spark.FailureRow;
import jointdit.spark.LatentRow;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class LatentEncoderTest {
    @Test
    void clipsBecomeLatentsOrFailures() {
        var rows = StageTables.encoder().transform(StageTables.clips()).collectAsList().stream()
                .collect(Collectors.toMap(row -> row.<String>getAs("clip_id"), row -> row));

        var latent = LatentRow.from(rows.get("clip-0").<Row>getAs("latent"));
        assertThat(latent.clipId()).isEqualTo("clip-0");
        assertThat(latent.latents().videoShape()).containsExactly(4, 8, 4, 4);
        assertThat(latent.latents().audioShape()).containsExactly(4, 13, 16);
        assertThat(rows.get("clip-0").<Row>getAs("failure")).isNull();
        var failure = FailureRow.from(rows.get("absent").<Row>getAs("failure"));
        assertThat(failure.id()).isEqualTo("absent");
        assertThat(failure.reason()).contains("absent.mp4");
        assertThat(rows.get("absent").<Row>getAs("latent")).isNull();
    }

    @Test
    void embeddingsAreOfTheModelThatIsSet() {
        var with = StageTables.encoder().setClipModel(StageTables.path("clip"));

        var row = with.transform(StageTables.clips())
                .where("latent IS NOT NULL")
                .select("latent.*")
                .first();

        assertThat(LatentRow.from(row).imageEmbedding()).isNotEmpty();
        assertThat(LatentRow.from(row).textEmbedding()).isNotEmpty();
    }

    @Test
    void withoutACodecNothingIsEncoded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LatentEncoder().transform(StageTables.clips()))
                .withMessageStartingWith("Wanted codec, the folder of a codec, found none");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new LatentEncoder().setCodec(StageTables.path("clip")).transform(StageTables.clips()))
                .withMessageMatching("Wanted a codec in .*clip, found no codec.json.*");
    }
}
