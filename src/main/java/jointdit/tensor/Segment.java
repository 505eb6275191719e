package jointdit.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A run of a script's lines between two cuts, as a function of its own. It loads the weights and constants that it
 * uses, even if another segment has loaded them before.
 *
 * @param lines in order
 * @param inputs names of what comes from before: inputs of the script and results of other segments
 * @param outputs names of its results that are used later
 */
record Segment(List<String> lines, List<String> inputs, List<String> outputs) {
    Segment {
        lines = List.copyOf(lines);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * The segments of a script.
     *
     * @param statements its lines, {@link Statements#ordered}
     * @param cuts numbers of the first results after each cut
     * @param results names of what the script returns
     */
    static List<Segment> of(List<String> statements, List<Integer> cuts, List<String> results) {
        var loads = new HashMap<String, String>();
        var runs = new TreeMap<Integer, List<String>>();
        var rising = new TreeSet<>(cuts);
        for (var line : statements) {
            if (Statements.loads(line)) {
                loads.put(Statements.name(line), line);
            } else {
                var after = rising.floor(Statements.number(Statements.name(line)));
                runs.computeIfAbsent(after == null ? 0 : after, c -> new ArrayList<>())
                        .add(line);
            }
        }
        var segments = new ArrayList<Segment>();
        Set<String> wanted = new HashSet<>(results);
        for (var run : runs.descendingMap().values()) {
            var segment = of(run, loads, wanted);
            wanted.addAll(segment.inputs);
            segments.add(0, segment);
        }
        return List.copyOf(segments);
    }

    private static Segment of(List<String> run, Map<String, String> loads, Set<String> wanted) {
        var own = new LinkedHashSet<String>();
        var inputs = new LinkedHashSet<String>();
        var lines = new LinkedHashSet<String>();
        for (var line : run) {
            for (var name : Statements.operands(line)) {
                if (loads.containsKey(name)) {
                    lines.add(loads.get(name));
                } else if (!own.contains(name)) {
                    inputs.add(name);
                }
            }
            own.add(Statements.name(line));
            lines.add(line);
        }
        own.retainAll(wanted);
        return new Segment(List.copyOf(lines), List.copyOf(inputs), List.copyOf(own));
    }
}
