package jointdit.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WantedTest {
    private record Wrong(PipelineStage stage, String param, Object value, String message) {}

    private static List<Wrong> wrong() {
        return List.of(
                new Wrong(new ClipDecoder(), "width", 1, "Wanted width in [2, 4096], found 1"),
                new Wrong(new ClipDecoder(), "width", "64", "Wanted width in [2, 4096], found 64"),
                new Wrong(new ClipDecoder(), "framesPerSecond", 0.0, "Wanted framesPerSecond above 0, found 0.0"),
                new Wrong(new ClipDecoder(), "seconds", Double.NaN, "Wanted seconds above 0, found NaN"),
                new Wrong(
                        new ClipDecoder(), "frameFormat", "jpeg", "Wanted frameFormat as one of png, rgb, found jpeg"),
                new Wrong(new LatentEncoder(), "codec", " ", "Wanted codec as text, found  "),
                new Wrong(new LatentEncoder(), "variant", "int8", "Wanted variant as one of full, fp16, found int8"),
                new Wrong(
                        new TextImageEmbedder(), "outputType", "", "Wanted outputType as one of vector, array, found "),
                new Wrong(new PcaCodec(), "clips", 0, "Wanted clips of at least 1, found 0"),
                new Wrong(new PcaCodec(), "videoWhitening", 1.5, "Wanted videoWhitening in [0, 1], found 1.5"),
                new Wrong(new PcaCodec(), "seed", 0.5, "Wanted seed as a whole number, found 0.5"),
                new Wrong(new JointDiTTrainer(), "codec", 3, "Wanted codec as text, found 3"),
                new Wrong(new JointDiTTrainer(), "steps", -1, "Wanted steps of at least 1, found -1"),
                new Wrong(new JointDiTTrainer(), "stage", "c", "Wanted stage as one of expert, a, b, found c"),
                new Wrong(new JointDiTModel(), "steps", 10_001, "Wanted steps in [1, 10000], found 10001"),
                new Wrong(new JointDiTModel(), "sampleCol", "", "Wanted sampleCol as text, found "));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongValuesAreRefusedByTheNameOfTheParam(Wrong each) {
        var param = each.stage.getParam(each.param);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> each.stage.set(param, each.value))
                .withMessage(each.message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> each.stage.copy(new ParamMap().put(param, each.value)))
                .withMessage(each.message);
    }

    /** As PySpark does it: params by name, values as pairs in a map. */
    @Test
    void paramsCanBeSetByName() {
        var stage = new ClipDecoder();
        var map = new ParamMap();
        Map.<String, Object>of("width", 32, "seconds", 0.5, "frameFormat", "rgb")
                .forEach((name, value) -> map.put(
                        List.<ParamPair<?>>of(stage.getParam(name).w(value)).toArray(ParamPair<?>[]::new)));

        var copy = stage.copy(map);

        assertThat(copy.getOrDefault(copy.width())).isEqualTo(32);
        assertThat(copy.getOrDefault(copy.seconds())).isEqualTo(0.5);
        assertThat(copy.getOrDefault(copy.frameFormat())).isEqualTo("rgb");
        assertThat(copy.explainParams()).contains("width: pixels across a frame (default: 64, current: 32)");
    }
}
