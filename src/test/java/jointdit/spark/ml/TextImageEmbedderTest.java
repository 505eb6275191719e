package jointdit.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Collectors;
import jointdit.spark.FailureRow;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TextImageEmbedderTest {
    private static Map<String, Row> byName(Dataset<Row> table) {
        return table.collectAsList().stream().collect(Collectors.toMap(row -> row.<String>getAs("name"), row -> row));
    }

    @Test
    void textsAndPicturesHaveEmbeddingsOfOneWidth() {
        var rows = byName(StageTables.embedder().transform(StageTables.pictures()));

        var text = rows.get("red").<Vector>getAs("text_embedding");
        var image = rows.get("red").<Vector>getAs("image_embedding");
        assertThat(text.size()).isEqualTo(image.size()).isPositive();
        assertThat(text).isNotEqualTo(image).isNotEqualTo(rows.get("broken").<Vector>getAs("text_embedding"));
        assertThat(rows.get("red").<Row>getAs("failure")).isNull();
    }

    @Test
    void whatIsAbsentHasNoEmbedding() {
        var none =
                byName(StageTables.embedder().transform(StageTables.pictures())).get("none");

        assertThat(none.<Vector>getAs("text_embedding")).isNull();
        assertThat(none.<Vector>getAs("image_embedding")).isNull();
        assertThat(none.<Row>getAs("failure")).isNull();
    }

    @Test
    void brokenPicturesAreFailuresWithTheirReason() {
        var broken =
                byName(StageTables.embedder().transform(StageTables.pictures())).get("broken");

        assertThat(broken.<Vector>getAs("text_embedding")).isNotNull();
        assertThat(broken.<Vector>getAs("image_embedding")).isNull();
        var failure = FailureRow.from(broken.<Row>getAs("failure"));
        assertThat(failure.id()).isEqualTo("broken");
        assertThat(failure.reason()).startsWith("Wanted a PNG, JPEG, GIF or BMP image, found bytes");
    }

    @Test
    void arraysHoldTheSameNumbersAsVectors() {
        var texts = StageTables.pictures().where("name = 'red'");
        var embedder = StageTables.embedder().setImageCol("").setFailureCol("why");

        var vector = embedder.transform(texts).first().<Vector>getAs("text_embedding");
        var array = embedder.setOutputType("array").transform(texts).first();

        var floats = array.<Float>getList(array.fieldIndex("text_embedding"));
        assertThat(floats).hasSize(vector.size());
        assertThat(floats.get(0).doubleValue()).isEqualTo(vector.apply(0));
        assertThat(array.schema().fieldNames()).endsWith("text_embedding", "why");
    }

    @Test
    void stagesOfMllibTakeTheVectors() {
        var both = new VectorAssembler()
                .setInputCols(new String[] {"text_embedding", "image_embedding"})
                .setOutputCol("both");
        var unit = new Normalizer().setInputCol("both").setOutputCol("unit");
        var pipeline = new Pipeline().setStages(new PipelineStage[] {StageTables.embedder(), both, unit});
        var whole = StageTables.pictures().where("name = 'red'");

        var row = pipeline.fit(whole).transform(whole).first();

        assertThat(Vectors.norm(row.<Vector>getAs("unit"), 2)).isEqualTo(1, within(1e-9));
    }

    @Test
    void columnAndModelMustBeNamed() {
        var pictures = StageTables.pictures();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextImageEmbedder().transform(pictures))
                .withMessage("Wanted textCol or imageCol, the column to embed, found neither");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextImageEmbedder().setTextCol("caption").transform(pictures))
                .withMessageStartingWith("Wanted model, the folder or repository of a CLIP model, found none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StageTables.embedder().setModel("/nowhere").transform(pictures))
                .withMessageStartingWith("Wanted the folder of a model, found none at /nowhere");
    }
}
