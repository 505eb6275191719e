package jointdit.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The lines of a shipped settings file with the comments that stand over them: what {@code configs/JOB.conf} says to
 * people. Comments hold for the settings that follow until a blank line, a block or another comment.
 */
final class ConfText {
    private static final Pattern SETTING = Pattern.compile("([\\w.-]+) *= *(.*)");
    private static final Pattern BLOCK = Pattern.compile("([\\w.-]+) *\\{(.*)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\?(\\w+)}");

    private final List<Line> lines = new ArrayList<>();
    private final Deque<String> path = new ArrayDeque<>();
    private String words = "";
    private boolean open;
    private String kept = "";

    /**
     * A setting, or the head of a block.
     *
     * @param path full, such as {@code train.rates.lr}
     * @param value as it was written; empty for a block
     * @param block whether it is the head of a block over several lines
     * @param words the comment; empty where an earlier setting has it
     * @param variable of the environment that sets it
     */
    record Line(String path, String value, boolean block, String words, Optional<String> variable) {
        /** The block it lies in, of those that are in no other. */
        String root() {
            return path.split("\\.", 2)[0];
        }

        /** Its path in that block. */
        String key() {
            return path.substring(path.indexOf('.') + 1);
        }
    }

    private ConfText() {}

    static List<Line> lines(String text) {
        var parsed = new ConfText();
        text.lines().map(String::strip).forEach(parsed::line);
        return parsed.lines;
    }

    private void line(String line) {
        if (!kept.isEmpty() || unbalanced(line)) {
            kept += line.replaceAll(" *#.*", "") + " ";
            if (!unbalanced(kept)) {
                var whole = kept.strip();
                kept = "";
                line(whole);
            }
        } else if (line.isEmpty() || line.startsWith("include ")) {
            words = "";
        } else if (line.startsWith("#")) {
            words = open
                    ? words + " " + line.substring(1).strip()
                    : line.substring(1).strip();
            open = true;
            return;
        } else if (line.equals("}")) {
            path.removeLast();
            words = "";
        } else {
            setting(line);
        }
        open = false;
    }

    private static boolean unbalanced(String text) {
        return !text.startsWith("#")
                && text.chars().filter(c -> c == '[').count()
                        > text.chars().filter(c -> c == ']').count();
    }

    private void setting(String line) {
        var block = BLOCK.matcher(line);
        if (!block.matches()) {
            assign(line);
            return;
        }
        path.addLast(block.group(1));
        var rest = block.group(2).strip();
        boolean empty = rest.equals("}");
        if (empty || rest.isEmpty()) {
            lines.add(new Line(String.join(".", path), "", true, words, Optional.empty()));
            words = "";
        } else {
            inner(rest.substring(0, rest.lastIndexOf('}')).strip());
        }
        if (!rest.isEmpty()) {
            path.removeLast();
        }
    }

    /** The settings of a block on one line, split at the commas that are in no other block or list. */
    private void inner(String settings) {
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= settings.length(); i++) {
            char c = i == settings.length() ? ',' : settings.charAt(i);
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (c == ',' && depth == 0) {
                if (i > from) {
                    setting(settings.substring(from, i).strip());
                }
                from = i + 1;
            }
        }
    }

    private void assign(String line) {
        var setting = SETTING.matcher(line);
        if (!setting.matches()) {
            throw new IllegalStateException("Cannot read the setting " + line);
        }
        var full = path.isEmpty() ? setting.group(1) : String.join(".", path) + "." + setting.group(1);
        var variable = VARIABLE.matcher(setting.group(2));
        if (variable.matches()) {
            var last = lines.remove(lines.size() - 1);
            lines.add(new Line(last.path(), last.value(), false, last.words(), Optional.of(variable.group(1))));
            return;
        }
        lines.add(new Line(full, setting.group(2), false, words, Optional.empty()));
        words = "";
    }
}
