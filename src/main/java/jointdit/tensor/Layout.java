package jointdit.tensor;

import static jointdit.config.Check.argument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where each parameter lies in one flat buffer: the learning ones first, group by group, then the frozen ones. The flat
 * gradient and the optimiser's moments cover the learning part only.
 */
public final class Layout {
    /**
     * Parameters that learn at one rate.
     *
     * @param pattern regular expression that a name must contain
     * @param learningRate step size of the optimiser, above 0
     */
    public record Group(String pattern, double learningRate) {
        public Group {
            argument(learningRate > 0, "A learning rate must be above 0, found %s; leave a group out", learningRate);
        }

        boolean holds(Parameter parameter) {
            return Pattern.compile(pattern).matcher(parameter.name()).find();
        }
    }

    /**
     * A run of the buffer.
     *
     * @param start first element
     * @param length number of elements
     */
    public record Span(long start, long length) {}

    private final List<Group> groups;
    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<String, Span> spans = new HashMap<>();
    private final List<Span> groupSpans = new ArrayList<>();
    private long size;

    private Layout(List<Parameter> wanted, List<Group> groups) {
        this.groups = List.copyOf(groups);
        for (var group : groups) {
            place(wanted.stream()
                    .filter(p -> owner(p).filter(group::equals).isPresent())
                    .toList());
        }
        place(wanted.stream().filter(p -> owner(p).isEmpty()).toList());
    }

    /** Every parameter belongs to the first group that holds it; those of no group are frozen. */
    public static Layout of(List<Parameter> parameters, List<Group> groups) {
        return new Layout(parameters, groups);
    }

    /** All parameters frozen, for sampling. */
    public static Layout frozen(List<Parameter> parameters) {
        return of(parameters, List.of());
    }

    private Optional<Group> owner(Parameter parameter) {
        return groups.stream().filter(g -> g.holds(parameter)).findFirst();
    }

    private void place(List<Parameter> part) {
        var start = size;
        for (var parameter : part) {
            var span = new Span(size, parameter.shape().elements());
            argument(spans.put(parameter.name(), span) == null, "Parameter %s is listed twice", parameter.name());
            parameters.add(parameter);
            size += span.length();
        }
        groupSpans.add(new Span(start, size - start));
    }

    /** Parameters in the order of the buffer. */
    public List<Parameter> parameters() {
        return List.copyOf(parameters);
    }

    public List<Group> groups() {
        return groups;
    }

    /** Part of the buffer that group {@code index} owns. */
    public Span span(int index) {
        return groupSpans.get(index);
    }

    /** Place of one parameter. */
    public Span span(String name) {
        argument(spans.containsKey(name), "Wanted parameter %s, the weights have none of this name", name);
        return spans.get(name);
    }

    /** Elements in all. */
    public long size() {
        return size;
    }

    /** Elements that learn, at the start of the buffer. */
    public long learning() {
        return groupSpans.get(groups.size()).start();
    }

    /** Whether the parameter has a gradient. */
    public boolean learns(String name) {
        return span(name).start() < learning() && span(name).length() > 0;
    }
}
