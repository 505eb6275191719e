package jointdit.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import py4j.reflection.ReflectionEngine;

/** The calls of docs/spark-ml.md as PySpark makes them: by name, through py4j, whole numbers as ints. */
class PythonCallsTest {
    private final ReflectionEngine python = new ReflectionEngine();

    private Object made(String name) {
        return python.invoke(null, python.getConstructor("jointdit.spark.ml." + name, new Object[0]), new Object[0]);
    }

    private Object call(Object target, String method, Object... arguments) {
        return python.invoke(target, python.getMethod(target, method, arguments), arguments);
    }

    @Test
    @SuppressWarnings("unchecked")
    void settersChainAndTablesAreTransformed() {
        var decoder = call(call(made("ClipDecoder"), "setWidth", 16), "setSeconds", 0.25);

        var clips = (Dataset<Row>) call(decoder, "transform", StageTables.clips());

        assertThat(clips.where("clip IS NOT NULL").first().<Row>getAs("clip").<Integer>getAs("width"))
                .isEqualTo(16);
    }

    @Test
    @SuppressWarnings("unchecked")
    void paramMapsHoldParamsByName() {
        var trainer = made("JointDiTTrainer");
        var map = new ParamMap();
        for (var pair : List.of(List.of("steps", 7), List.of("seed", 9), List.of("learningRate", 0.5))) {
            var param = call(trainer, "getParam", pair.get(0));
            call(map, "put", List.of(call(param, "w", pair.get(1))));
        }

        var copy = (JointDiTTrainer) call(trainer, "copy", map);

        assertThat(copy.getOrDefault(copy.steps())).isEqualTo(7);
        assertThat(copy.getOrDefault((Param<Object>) (Param<?>) copy.seed())).isEqualTo(9L);
        assertThat((String) call(copy, "explainParams")).contains("learningRate: ", "current: 0.5");
    }

    @Test
    void wrongValuesSayWhatWasWanted() {
        var decoder = made("ClipDecoder");

        assertThatThrownBy(() -> call(decoder, "setWidth", 1))
                .hasRootCauseMessage("Wanted width in [2, 4096], found 1");
    }
}
