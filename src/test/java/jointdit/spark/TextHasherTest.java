package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class TextHasherTest {
    private static final TextHasher HASHER = new TextHasher(64);

    @Test
    void caseAndPunctuationDoNotCount() {
        assertThat(HASHER.vector("A red ball, bouncing!")).containsExactly(HASHER.vector("a  RED ball bouncing"));
    }

    @Test
    void otherWordsGiveOtherVectors() {
        assertThat(HASHER.vector("a red ball")).isNotEqualTo(HASHER.vector("a blue ball"));
    }

    @Test
    void vectorsHaveLengthOne() {
        double squares = 0;
        for (var value : HASHER.vector("drum drum cymbal")) {
            squares += value * value;
        }
        assertThat(squares).isEqualTo(1, within(1e-6));
    }

    @Test
    void aTextWithoutWordsIsZero() {
        assertThat(HASHER.vector(" -- ")).hasSize(64).containsOnly(0f);
    }

    @Test
    void bucketsAreThoseOfTheTransformer() {
        var words = List.of("red", "ball", "bouncing");
        var schema = new StructType().add("words", DataTypes.createArrayType(DataTypes.StringType));
        var table = SparkForTests.session()
                .createDataFrame(List.of(RowFactory.create((Object) words.toArray(String[]::new))), schema);
        Vector counts = new HashingTF()
                .setNumFeatures(64)
                .setInputCol("words")
                .setOutputCol("counts")
                .transform(table)
                .first()
                .getAs("counts");

        var vector = HASHER.vector("Red ball bouncing");

        for (var i = 0; i < 64; i++) {
            assertThat(vector[i]).isEqualTo((float) (counts.apply(i) / Math.sqrt(3)), within(1e-6f));
        }
    }

    @Test
    void aWidthOfZeroIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextHasher(0))
                .withMessage("text-width must be at least 1, found 0");
    }
}
