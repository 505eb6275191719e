package jointdit.spark.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import scala.Console;
import scala.collection.JavaConverters;
import scala.tools.nsc.Settings;
import scala.tools.nsc.interpreter.IMain;

/**
 * Scala of the Spark shell, as Zeppelin's interpreter {@code %spark} has it: what one paragraph defines the next can
 * use.
 */
final class ScalaSession implements AutoCloseable {
    private static final String IMPORTS = """
            @transient val sc = spark.sparkContext
            import org.apache.spark.SparkContext._
            import spark.implicits._
            import spark.sql
            import org.apache.spark.sql.functions._
            """;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final IMain scala;

    /** What came of a paragraph. */
    record Outcome(boolean succeeded, String printed) {}

    /** @param classes the folder that executors load the shell's classes from, {@code spark.repl.class.outputDir} */
    ScalaSession(SparkSession spark, Path classes) {
        var words = List.of(
                "-classpath",
                System.getProperty("java.class.path"),
                "-Yrepl-class-based",
                "-Yrepl-outdir",
                classes.toString());
        var settings = new Settings();
        settings.processArguments(
                JavaConverters.asScalaBufferConverter(words).asScala().toList(), true);
        scala = new IMain(settings, new PrintWriter(new OutputStreamWriter(printed, UTF_8), true));
        scala.initializeSynchronous();
        scala.printResults_$eq(false); // Zeppelin: zeppelin.spark.printREPLOutput
        var lasting =
                JavaConverters.asScalaBufferConverter(List.of("@transient")).asScala();
        scala.bind("spark", SparkSession.class.getName(), spark, lasting.toList());
        interpret(IMPORTS);
    }

    /** Runs a paragraph; what it prints is what it shows. */
    Outcome interpret(String text) {
        printed.reset();
        var result = Console.withOut(printed, () -> scala.interpret(text));
        return new Outcome(result.toString().equals("Success"), printed.toString(UTF_8));
    }

    @Override
    public void close() {
        scala.close();
    }
}
