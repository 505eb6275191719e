package jointdit.spark.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import jointdit.spark.SparkForTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {
    private final Jobs jobs = new Jobs(SparkForTests.session());

    @TempDir
    Path folder;

    @Test
    void aJobTakesTheWordsOfTheCommandLineAndLeavesTheSessionOpen() {
        var made = jobs.makeClips("out=" + folder, "count=2", "scenes=[blink]", "seconds=1");

        assertThat(made.made()).isEqualTo(2);
        assertThat(jobs.spark().read().json(made.manifest()).count()).isEqualTo(2);
    }

    @Test
    void aWrongWordIsRefusedByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs.train("stepz=3"))
                .withMessageContaining("stepz");
    }

    @Test
    void settingsOfSparkBelongToTheSession() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs.generate("spark.master=local[1]"))
                .withMessageStartingWith("Wanted no settings of Spark in a notebook");
    }

    @Test
    void aFolderIsAPublishedModelAndAnUnknownNameIsNone() {
        assertThat(jobs.published(folder.toString())).contains(folder);
        assertThat(jobs.published("nobody/nothing-at-all")).isEmpty();
    }
}
