package jointdit.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class LauncherTest {
    private static final Path SCRIPT = Path.of("jobs", "jointdit");

    @Test
    void theLauncherOpensEveryPackageThatSparkNeeds() throws IOException {
        var script = Files.readString(SCRIPT);

        for (var option : List.of(JavaModuleOptions.defaultModuleOptions().split(" ", -1))) {
            if (option.startsWith("--add-modules")) {
                continue; // Spark 4 adds one for speed, of which Java warns at every start
            }
            var wanted = option.replaceAll("--add-opens=java.base/(.*)=ALL-UNNAMED", "$1");
            assertThat(script).contains(wanted);
        }
    }

    @Test
    void theLauncherIsABashScriptThatParses() throws Exception {
        assertThat(SCRIPT).isExecutable();

        var check =
                new ProcessBuilder("bash", "-n", SCRIPT.toString()).inheritIO().start();

        assertThat(check.waitFor()).isZero();
    }
}
