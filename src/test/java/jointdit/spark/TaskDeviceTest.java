package jointdit.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jointdit.tensor.Device;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskDeviceTest {
    /** Long enough that tasks of a stage are at work together. */
    private static final Function<Integer, String> GIVEN = task -> {
        Thread.sleep(1_000);
        return TaskDevice.given().toString();
    };

    private static final Function<Integer, String> USED = task -> {
        try {
            return TaskDevice.here().toString();
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    };

    @Test
    void gpusOfSparkReachTheTasksThatWantThemAndNoTwoShareOne(@TempDir Path folder) throws IOException {
        var script = Files.writeString(
                folder.resolve("gpus.sh"), "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"0\", \"1\"]}'\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        var settings = Map.of(
                "spark.worker.resource.gpu.amount", "2",
                "spark.worker.resource.gpu.discoveryScript", script.toString(),
                "spark.executor.resource.gpu.amount", "2");
        try (var spark = ClusterForTests.session(1, 2, settings)) {
            var tasks = new JavaSparkContext(spark.sparkContext()).parallelize(List.of(1, 2), 2);

            assertThat(tasks.map(GIVEN).collect()).containsOnly("Optional.empty");
            assertThat(TaskDevice.wanted(tasks).map(GIVEN).collect())
                    .containsExactlyInAnyOrder(
                            Optional.of(Device.gpu(0)).toString(),
                            Optional.of(Device.gpu(1)).toString());
            assertThat(TaskDevice.wanted(tasks).map(USED).collect())
                    .allSatisfy(said -> assertThat(said).contains("libtorch finds 0 of them", "-Pcuda"));
        }
    }

    @Test
    void withoutGpusTasksRunOnTheProcessor() {
        var tasks = new JavaSparkContext(SparkForTests.session().sparkContext()).parallelize(List.of(1), 1);

        assertThat(TaskDevice.wanted(tasks).map(USED).collect())
                .containsExactly(Device.cpu().toString());
        assertThat(TaskDevice.here()).isEqualTo(Device.cpu());
    }

    @Test
    void namesThatAreNoNumbersAreRefused() {
        assertThatThrownBy(() -> TaskDevice.of("GPU-5fb1"))
                .hasMessageContaining("found [GPU-5fb1]")
                .hasMessageContaining("discovery script");
    }
}
