package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar on a master and two workers, as users run it. */
@Tag("cluster")
class StandaloneClusterIT {
    @TempDir
    private Path folder;

    @Test
    void jobsRunThroughSparkSubmit() throws Exception {
        var log = folder.resolve("jobs.log");
        var script = new ProcessBuilder(
                        "bash", "src/test/cluster/jobs.sh", System.getProperty("jointdit.jar"), folder + "/cluster")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        script.environment().put("SPARK_SCALA_VERSION", System.getProperty("jointdit.scala"));
        var process = script.start();

        assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
