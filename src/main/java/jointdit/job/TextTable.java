package jointdit.job;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Columns of text: the first to the left, the others to the right. */
final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... heading) {
        row(heading);
    }

    /** Adds a row of as many cells as the heading has. */
    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** A line for each row. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (var row : rows) {
            var line = new StringBuilder(padded(row.get(0), -width(0)));
            IntStream.range(1, row.size()).forEach(i -> line.append("  ").append(padded(row.get(i), width(i))));
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> Math.max(1, row.get(column).length()))
                .max()
                .orElseThrow();
    }

    private static String padded(String text, int width) {
        return ("%" + width + "s").formatted(text);
    }
}
