package jointdit.job;

import java.io.PrintStream;
import jointdit.spark.Progress;
import jointdit.spark.Progress.Screen;
import jointdit.spark.Progress.Style;

/**
 * Where a job speaks to its user.
 *
 * @param out results
 * @param err progress and errors
 * @param style how progress is shown
 */
record Terminal(PrintStream out, PrintStream err, Style style) {
    /** Prints a line of results. */
    void say(String line) {
        out.println(line);
    }

    /** A progress bar on the error stream. */
    Progress progress(String title, long total) {
        return new Progress(screen(), title, total);
    }

    /** The error stream, for stages that begin their own progress. */
    Screen screen() {
        return new Screen(this::show, style, System::nanoTime);
    }

    private void show(String text) {
        err.print(text);
        err.flush();
    }
}
