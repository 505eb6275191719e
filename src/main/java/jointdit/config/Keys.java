package jointdit.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Names of settings: kebab-case in files, camel-case in records, and the one a misspelt name was meant to be. */
public final class Keys {
    private Keys() {}

    /** {@code learning-rate} for {@code learningRate} and {@code LearningRate}. */
    static String kebab(String camel) {
        return camel.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** {@code mask-video} for {@code MASK_VIDEO}. */
    static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String of(RecordComponent component) {
        return kebab(component.getName());
    }

    static Set<String> of(Class<?> type) {
        var keys = new TreeSet<String>();
        Arrays.stream(type.getRecordComponents()).map(Keys::of).forEach(keys::add);
        return keys;
    }

    /** The candidate that is a few typing mistakes away from {@code name}, as {@code ; did you mean X?} or nothing. */
    public static String suggestion(String name, Collection<String> candidates) {
        return nearest(name, candidates).map("; did you mean %s?"::formatted).orElse("");
    }

    private static Optional<String> nearest(String name, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate ->
                        distance(name, candidate) <= Math.max(1, last(name).length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /** Of whole paths or of their last names, whichever are closer. */
    private static int distance(String name, String candidate) {
        return Math.min(edits(name, candidate), edits(last(name), last(candidate)));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Insertions, deletions, replacements and swaps of neighbours between two words (Damerau and Levenshtein). */
    private static int edits(String from, String to) {
        var edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : edits(from, to, i, j, edits);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int edits(String from, String to, int i, int j, int[][] edits) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int least = Math.min(edits[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
