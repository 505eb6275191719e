package jointdit.tensor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The lines of a script that are needed, in an order that keeps few results alive. */
final class Statements {
    private static final Pattern NAME = Pattern.compile("\\bv\\d+\\b");
    private static final Pattern OPERAND = Pattern.compile("\\b[vx]\\d+\\b");
    private static final Pattern LOAD = Pattern.compile(" = [pc]s\\[\\d+]$");

    private Statements() {}

    /**
     * Drops statements whose results nobody needs, and moves each weight to where it is used first: one that is widened
     * on loading is then wide for the time of its use only.
     */
    static List<String> ordered(List<String> statements, List<String> results) {
        return loadedLate(live(statements, results));
    }

    private static List<String> live(List<String> statements, List<String> results) {
        var needed = new BitSet();
        results.forEach(r -> names(r).forEach(n -> needed.set(number(n))));
        var kept = new ArrayList<String>();
        for (var i = statements.size() - 1; i >= 0; i--) {
            var sides = statements.get(i).split(" = ", 2);
            if (needed.get(number(sides[0].strip()))) {
                names(sides[1]).forEach(n -> needed.set(number(n)));
                kept.add(statements.get(i));
            }
        }
        Collections.reverse(kept);
        return kept;
    }

    private static List<String> loadedLate(List<String> statements) {
        var waiting = new LinkedHashMap<String, String>();
        var ordered = new ArrayList<String>();
        for (var statement : statements) {
            var sides = statement.split(" = ", 2);
            if (loads(statement)) {
                waiting.put(sides[0].strip(), statement);
            } else {
                names(sides[1]).map(waiting::remove).filter(Objects::nonNull).forEach(ordered::add);
                ordered.add(statement);
            }
        }
        ordered.addAll(waiting.values());
        return List.copyOf(ordered);
    }

    private static Stream<String> names(String expression) {
        return NAME.matcher(expression).results().map(MatchResult::group);
    }

    /** Whether a line takes a weight or a constant from its list. */
    static boolean loads(String statement) {
        return LOAD.matcher(statement).find();
    }

    /** Name of the result of a line. */
    static String name(String statement) {
        return statement.split(" = ", 2)[0].strip();
    }

    /** Names of what a line takes: results of others, and inputs of the script. */
    static List<String> operands(String statement) {
        var expression = statement.split(" = ", 2)[1];
        return OPERAND.matcher(expression).results().map(MatchResult::group).toList();
    }

    /** Number in the name of a result; they rise along the script. */
    static int number(String name) {
        return Integer.parseInt(name.substring(1));
    }
}
