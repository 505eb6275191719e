package jointdit.spark.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every paragraph of every note: {@code mvn test -Pnotebooks}; with {@code -Dnotebooks.write=true} what they show
 * is written into the notes.
 */
@Tag("notebooks")
class NotebooksTest {
    private static final boolean WRITES = Boolean.getBoolean("notebooks.write");
    private static final String ONLY = System.getProperty("notebooks.only", "");

    @TempDir
    static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void openSession() {
        spark = SparkSession.builder()
                .master("local[2]")
                .appName("notebooks")
                .config("spark.ui.enabled", "false")
                .config("spark.ui.showConsoleProgress", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.adaptive.enabled", "false")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN") // compiling takes longer than these tables
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
                .config("spark.repl.class.outputDir", folder.resolve("classes").toString())
                .config("spark.jointdit.notebooks", folder.resolve("notes").toString())
                .getOrCreate();
        spark.sparkContext().setLogLevel("ERROR");
    }

    @AfterAll
    static void closeSession() {
        spark.close();
    }

    static List<Note> notes() {
        return Note.all().stream().filter(note -> note.name().contains(ONLY)).toList();
    }

    @ParameterizedTest
    @MethodSource("notes")
    void everyParagraphRuns(Note note) throws IOException {
        var classes = Files.createDirectories(folder.resolve("classes"));
        try (var scala = new ScalaSession(spark, classes)) {
            var ran = new NoteRunner(spark, scala).run(note);
            assertThat(ran.json().getBytes(UTF_8).length).as("bytes of " + note).isLessThan(NoteTest.MOST_BYTES);
            if (WRITES) {
                Files.writeString(note.file(), ran.json());
            }
        }
    }
}
