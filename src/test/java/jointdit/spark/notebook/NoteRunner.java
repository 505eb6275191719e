package jointdit.spark.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jointdit.spark.notebook.Note.Paragraph;
import jointdit.spark.notebook.Note.Result;
import jointdit.spark.notebook.ScalaSession.Outcome;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs notes as Zeppelin does, paragraph by paragraph.
 *
 * @param spark the session
 * @param scala the interpreter of its Scala paragraphs
 */
record NoteRunner(SparkSession spark, ScalaSession scala) {
    private static final Logger LOG = LoggerFactory.getLogger(NoteRunner.class);
    private static final Pattern ERROR =
            Pattern.compile("(?m)^(\\S*(Exception|Error)\\b.*|.*<console>:\\d+: error.*|.*jointdit: .*)$");

    /**
     * The note with what its paragraphs show now.
     *
     * @throws AssertionError at the first paragraph that fails or prints an error: its note, number, text and output
     */
    Note run(Note note) {
        var done = new ArrayList<Paragraph>();
        for (var paragraph : note.paragraphs()) {
            var start = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
            var outcome = run(paragraph);
            var end = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
            LOG.info("{}: {} ms of CPU", paragraph.id(), end.minus(start).toMillis());
            var error = ERROR.matcher(texts(outcome));
            if (!outcome.succeeded() || error.find()) {
                throw new AssertionError("Note %s, paragraph %d (%s) failed:%n%s%nIt printed:%n%s"
                        .formatted(note.name(), done.size() + 1, paragraph.id(), paragraph.text(), outcome.printed()));
            }
            done.add(paragraph.showing(shown(paragraph, outcome)));
        }
        return note.with(done);
    }

    private Outcome run(Paragraph paragraph) {
        return switch (paragraph.interpreter()) {
            case "spark" -> scala.interpret(paragraph.code());
            case "spark.sql" -> sql(paragraph.code());
            case "md" -> new Outcome(true, "");
            default -> new Outcome(false, "Wanted %spark, %spark.sql or %md, found %" + paragraph.interpreter());
        };
    }

    private Outcome sql(String query) {
        try {
            return new Outcome(true, new Show(spark).table(spark.sql(query)));
        } catch (Exception e) {
            return new Outcome(false, e.toString());
        }
    }

    private static String texts(Outcome outcome) {
        return String.join(
                "\n",
                Result.of(outcome.printed()).stream()
                        .filter(result -> result.type().equals("TEXT"))
                        .map(Result::data)
                        .toList());
    }

    private static List<Result> shown(Paragraph paragraph, Outcome outcome) {
        return paragraph.interpreter().equals("md")
                ? List.of(new Result("HTML", Markdown.html(paragraph.code())))
                : Result.of(outcome.printed());
    }
}
