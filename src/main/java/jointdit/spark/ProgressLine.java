package jointdit.spark;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of progress.
 *
 * @param title what is being done
 * @param done how much of it
 * @param total of how much
 * @param rate per second, 0 where unknown
 * @param note a few words at the end
 */
record ProgressLine(String title, long done, long total, double rate, String note) {
    private static final int BAR = 20;

    /** While it runs, with the time left. */
    String text() {
        return line(rate > 0 ? time((total - done) / rate) + " left" : "");
    }

    /** When it has ended, with the time it took. */
    String ended(long nanos) {
        return new ProgressLine(title, done, total, nanos > 0 ? done * 1e9 / nanos : 0, note)
                .line("in " + time(nanos / 1e9));
    }

    private String line(String time) {
        var percent = Math.round(100 * share()) + "%";
        return Stream.of(title, bar(), percent, done + "/" + total, speed(), time, note)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
    }

    private String bar() {
        int full = (int) (BAR * share());
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
    }

    private double share() {
        return total == 0 ? 1 : Math.min(1, (double) done / total);
    }

    private String speed() {
        if (rate == 0) {
            return "";
        }
        return rate >= 1
                ? String.format(Locale.ROOT, "%.1f/s", rate)
                : String.format(Locale.ROOT, "%.1f s each", 1 / rate);
    }

    private static String time(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
