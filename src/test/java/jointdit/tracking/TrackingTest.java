package jointdit.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import jointdit.tracking.TrackingConfig.Mlflow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrackingTest {
    private final FakeMlflow server = new FakeMlflow();

    @AfterEach
    void stop() {
        server.close();
    }

    private Tracking begin(Map<String, String> settings) {
        var mlflow = new Mlflow(Optional.of(server.uri() + "/"), "two words");
        return Tracking.begin(new Tracking.Start(new TrackingConfig(mlflow), "out/model", settings));
    }

    @Test
    void runIsBegunLoggedAndEnded() {
        try (var tracking = begin(Map.of("train.steps", "10"))) {
            tracking.log(5, Map.of("loss/video", 0.5, "loss/audio", Double.NaN));
            tracking.finished();
        }

        assertThat(server.calls())
                .extracting(FakeMlflow.Call::name)
                .containsExactly(
                        "experiments/get-by-name",
                        "experiments/create",
                        "runs/create",
                        "runs/log-batch",
                        "runs/log-batch",
                        "runs/update");
        assertThat(server.calls().get(0).query()).contains("experiment_name=two+words");
        assertThat(server.bodies("experiments/create").get(0).get("name").getAsString())
                .isEqualTo("two words");
        var created = server.bodies("runs/create").get(0);
        assertThat(created.get("experiment_id").getAsString()).isEqualTo("7");
        assertThat(created.get("run_name").getAsString()).isEqualTo("out/model");
        assertThat(server.logged("params")).containsExactly(Map.entry("train.steps", "10"));
        assertThat(server.logged("metrics")).containsExactly(Map.entry("loss/video", "0.5"));
        var update = server.bodies("runs/update").get(0);
        assertThat(update.get("run_id").getAsString()).isEqualTo("r1");
        assertThat(update.get("status").getAsString()).isEqualTo("FINISHED");
    }

    @Test
    void figuresBearStepAndTime() {
        try (var tracking = begin(Map.of())) {
            tracking.log(5, Map.of("loss/video", 0.5));
        }

        var metric = server.bodies("runs/log-batch")
                .get(0)
                .getAsJsonArray("metrics")
                .get(0)
                .getAsJsonObject();
        assertThat(metric.get("step").getAsLong()).isEqualTo(5);
        assertThat(metric.get("timestamp").getAsLong()).isGreaterThan(1_600_000_000_000L);
    }

    @Test
    void runThatIsNotFinishedHasFailed() {
        begin(Map.of()).close();

        assertThat(server.bodies("runs/update").get(0).get("status").getAsString())
                .isEqualTo("FAILED");
    }

    @Test
    void experimentThatIsThereIsUsed() {
        begin(Map.of()).close();
        begin(Map.of()).close();

        assertThat(server.bodies("experiments/create")).hasSize(1);
        assertThat(server.bodies("runs/create")).hasSize(2);
    }

    @Test
    void manyAndLongSettingsGoInPartsThatTheServerTakes() {
        var settings = new TreeMap<String, String>();
        IntStream.range(0, 250).forEach(i -> settings.put("key" + i, "x".repeat(600)));
        begin(settings).close();

        assertThat(server.bodies("runs/log-batch"))
                .hasSize(3)
                .allSatisfy(body -> assertThat(body.getAsJsonArray("params")).hasSizeLessThanOrEqualTo(100));
        assertThat(server.logged("params"))
                .hasSize(250)
                .allSatisfy((key, value) -> assertThat(value).hasSize(500));
    }

    @Test
    void serverThatFailsIsLeftAloneAfterThreeCalls() {
        server.breakDown();
        try (var tracking = begin(Map.of())) {
            IntStream.range(0, 10).forEach(step -> tracking.log(step, Map.of("loss/video", 0.5)));
            tracking.finished();
        }

        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void serverThatIsNotThereEndsNothing() {
        server.close();
        try (var tracking = begin(Map.of())) {
            tracking.log(1, Map.of("loss/video", 0.5));
        }

        assertThat(server.calls()).isEmpty();
    }

    @Test
    void withoutAServerNothingIsTracked() {
        var nowhere = new TrackingConfig(new Mlflow(Optional.empty(), "jointdit"));
        try (var tracking = Tracking.begin(new Tracking.Start(nowhere, "run", Map.of()))) {
            tracking.log(1, Map.of("loss/video", 0.5));
        }

        assertThat(server.calls()).isEmpty();
    }

    @Test
    void addressesAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mlflow(Optional.of("file:mlruns"), "jointdit"))
                .withMessageContaining("mlflow.uri must begin with http");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mlflow(Optional.empty(), " "))
                .withMessageContaining("mlflow.experiment");
    }
}
