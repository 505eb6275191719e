package jointdit.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What holds for every stage. */
class StagesTest {
    @TempDir
    private Path folder;

    /** A stage with a table, and a column that it cannot do without. */
    enum Case {
        CLIP_DECODER(StageTables::decoder, StageTables::clips, "uri"),
        LATENT_ENCODER(StageTables::encoder, StageTables::clips, "caption"),
        TEXT_IMAGE_EMBEDDER(StageTables::embedder, StageTables::pictures, "picture"),
        PCA_CODEC(StageTables::codec, StageTables::clips, "start_s"),
        PCA_CODEC_MODEL(() -> fitted(), StageTables::clips, "uri"),
        JOINT_DIT_TRAINER(() -> StageTables.trainer("run"), StageTables::latents, "clip_id"),
        JOINT_DIT_MODEL(StageTables::model, StageTables::prompts, "prompt");

        private static PcaCodecModel model;

        private final Supplier<PipelineStage> stage;
        private final Supplier<Dataset<Row>> table;
        private final String column;

        Case(Supplier<PipelineStage> stage, Supplier<Dataset<Row>> table, String column) {
            this.stage = stage;
            this.table = table;
            this.column = column;
        }

        private static PcaCodecModel fitted() {
            if (model == null) {
                model = StageTables.codec().fit(StageTables.clips());
            }
            return model.copy(ParamMap.empty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyParamSaysWhatItIs(Case each) {
        var stage = each.stage.get();

        assertThat(stage.params()).isNotEmpty().allMatch(param -> param.doc().length() >= 12);
        assertThat(stage.params()).allMatch(param -> stage.explainParams().contains(param.name() + ": " + param.doc()));
        assertThat(Arrays.stream(stage.params()).map(Param::name)).contains(names(stage));
    }

    /** Of the fields. */
    private static String[] names(PipelineStage stage) {
        return Arrays.stream(stage.getClass().getDeclaredFields())
                .filter(field -> Param.class.isAssignableFrom(field.getType()))
                .map(field -> field.getName())
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @EnumSource
    void settersChain(Case each) throws ReflectiveOperationException {
        var stage = each.stage.get();
        for (var param : stage.params()) {
            var name = param.name();
            var setter = Arrays.stream(stage.getClass().getMethods())
                    .filter(method -> method.getName()
                            .equals("set" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no setter of " + name));
            var value = stage.get(param).nonEmpty()
                    ? stage.get(param).get()
                    : stage.getDefault(param).get();

            assertThat(setter.invoke(stage, value)).isSameAs(stage);
            assertThat((Object) stage.getOrDefault(param)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @EnumSource
    void copyKeepsUidAndParamsAndTakesOthers(Case each) {
        var stage = each.stage.get();
        var param = columnParam(stage);
        var before = values(stage);

        var copy = stage.copy(new ParamMap().put(param, "other_column"));

        assertThat(copy).isNotSameAs(stage).isInstanceOf(stage.getClass());
        assertThat(copy.uid()).isEqualTo(stage.uid());
        assertThat(values(stage)).isEqualTo(before);
        assertThat((Object) copy.getOrDefault(copy.getParam(param.name()))).isEqualTo("other_column");
        assertThat(values(stage.copy(ParamMap.empty()))).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void savedStageComesBackEqual(Case each) throws IOException {
        var stage = each.stage.get();
        ((MLWritable) stage).save(folder.resolve("stage").toString());

        var back = load(stage, folder.resolve("stage").toString());

        assertThat(back).isInstanceOf(stage.getClass());
        assertThat(back.uid()).isEqualTo(stage.uid());
        assertThat(values(back)).isEqualTo(values(stage));
        assertThat(back.transformSchema(each.table.get().schema()))
                .isEqualTo(stage.transformSchema(each.table.get().schema()));
    }

    private static PipelineStage load(PipelineStage stage, String path) {
        try {
            return (PipelineStage)
                    stage.getClass().getMethod("load", String.class).invoke(null, path);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void schemaSaysWhatComes(Case each) {
        var stage = each.stage.get();
        var table = each.table.get();

        var made = transformer(stage, table).transform(table);

        assertThat(made.schema()).isEqualTo(stage.transformSchema(table.schema()));
        assertThat(made.columns()).startsWith(table.columns());
    }

    private static Transformer transformer(PipelineStage stage, Dataset<Row> table) {
        return stage instanceof Estimator<?> estimator ? estimator.fit(table) : (Transformer) stage;
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"PCA_CODEC", "JOINT_DIT_TRAINER"})
    void streamsStayStreams(Case each) {
        var stage = (Transformer) each.stage.get();
        var table = each.table.get();
        table.write().parquet(folder.resolve("in").toString());

        var made = stage.transform(StageTables.spark()
                .readStream()
                .schema(table.schema())
                .parquet(folder.resolve("in").toString()));

        assertThat(made.isStreaming()).isTrue();
        assertThat(made.columns())
                .containsExactly(stage.transformSchema(table.schema()).fieldNames());
    }

    @ParameterizedTest
    @EnumSource
    void tablesWithoutAColumnAreRefusedByItsName(Case each) {
        var stage = each.stage.get();
        var without = each.table.get().drop(each.column);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> stage.transformSchema(without.schema()))
                .withMessageStartingWith("Wanted column " + each.column + " of ")
                .withMessageContaining("found a table of struct<");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transformer(stage, without).transform(without))
                .withMessageStartingWith("Wanted column " + each.column + " of ");
    }

    @ParameterizedTest
    @EnumSource
    void columnsOfOtherTypesAreRefusedByTheirName(Case each) {
        var stage = each.stage.get();
        var other = each.table.get().withColumn(each.column, functions.lit(true));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> stage.transformSchema(other.schema()))
                .withMessageStartingWith("Wanted column " + each.column + " of ")
                .withMessageContaining(each.column + ":boolean");
    }

    @ParameterizedTest
    @EnumSource
    void columnsThatAreThereAreNotReplaced(Case each) {
        var stage = each.stage.get();
        var schema = each.table.get().schema();
        var twice = stage.transformSchema(schema);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> stage.transformSchema(twice))
                .withMessageStartingWith("Wanted a name for a new column, found ");
    }

    @ParameterizedTest
    @EnumSource
    void numbersInPlaceOfTextAreRefused(Case each) {
        var stage = each.stage.get();
        var param = columnParam(stage);

        assertThatThrownBy(() -> stage.set(param, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Wanted %s as text, found 3", param.name());
    }

    @ParameterizedTest
    @EnumSource
    void pipelineWithStagesOfMllibComesBack(Case each) throws IOException {
        var table = each.table.get();
        var all = new SQLTransformer().setStatement("SELECT *, 1 AS one FROM __THIS__");
        var last = new SQLTransformer().setStatement("SELECT one, * FROM __THIS__");
        var pipeline = new Pipeline().setStages(new PipelineStage[] {all, each.stage.get(), last});
        pipeline.save(folder.resolve("pipeline").toString());

        var fitted = Pipeline.load(folder.resolve("pipeline").toString()).fit(table);
        fitted.save(folder.resolve("fitted").toString());
        var back = PipelineModel.load(folder.resolve("fitted").toString());

        assertThat(back.transform(table).schema()).isEqualTo(pipeline.transformSchema(table.schema()));
        assertThat(back.transform(table).count()).isEqualTo(table.count());
    }

    /** The name of a column that is checked. */
    private static Param<Object> columnParam(PipelineStage stage) {
        return Stream.of("failureCol", "sampleCol", "idCol")
                .filter(stage::hasParam)
                .map(stage::getParam)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> values(PipelineStage stage) {
        return List.of(stage.params()).stream().filter(stage::isDefined).collect(Collectors.toMap(Param::name, param ->
                (Object) stage.getOrDefault(param)));
    }
}
