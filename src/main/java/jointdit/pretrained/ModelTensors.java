package jointdit.pretrained;

import static jointdit.config.Check.argument;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jointdit.tensor.Device;
import jointdit.tensor.Parameter;
import jointdit.tensor.Safetensors;
import jointdit.tensor.Weights;

/**
 * Published weights of one network.
 *
 * @param path the safetensors file, or the index of a sharded one
 * @param file its tensors
 * @param names how they are named
 */
public record ModelTensors(Path path, Safetensors file, StoredNames names) {
    private static final int LISTED = 12;

    public static ModelTensors open(Path path, StoredNames names) {
        return new ModelTensors(path, Safetensors.open(path), names);
    }

    /**
     * Weights for programs that ask for {@code wanted}, mapped: they take no Java heap and stay in their stored type.
     *
     * @throws IllegalArgumentException listing every tensor that is missing, superfluous or of another shape
     */
    public Weights weights(List<Parameter> wanted, Device device) {
        return Weights.mapped(file, stored(wanted), device);
    }

    /**
     * Name in the file of every wanted parameter, by parameter.
     *
     * @throws IllegalArgumentException listing every tensor that is missing, superfluous or of another shape
     */
    public Map<String, String> stored(List<Parameter> wanted) {
        var stored = new LinkedHashMap<String, String>();
        var faults = new ArrayList<String>();
        for (var parameter : wanted) {
            var name = find(parameter.name());
            if (name.isEmpty()) {
                faults.add("missing " + parameter.name() + " " + parameter.shape());
            } else if (!Arrays.equals(file.shape(name.get()), parameter.shape().longs())) {
                faults.add("misshapen %s: wanted %s, found %s"
                        .formatted(name.get(), parameter.shape(), Arrays.toString(file.shape(name.get()))));
            } else {
                stored.put(parameter.name(), name.get());
            }
        }
        superfluous(wanted)
                .forEach(name -> faults.add("superfluous " + name + " " + Arrays.toString(file.shape(name))));
        argument(faults.isEmpty(), "Tensors of %s do not fit the network of its config.json:\n%s", path, list(faults));
        return stored;
    }

    private Optional<String> find(String parameter) {
        return names.of(parameter).stream().filter(file::contains).findFirst();
    }

    private List<String> superfluous(List<Parameter> wanted) {
        var known = wanted.stream().flatMap(p -> names.of(p.name()).stream()).collect(Collectors.toSet());
        return file.names().stream()
                .filter(n -> !known.contains(n) && !names.others().matcher(n).matches())
                .toList();
    }

    private static String list(List<String> faults) {
        var kinds = faults.stream().collect(Collectors.groupingBy(f -> f.split(" ", 2)[0], Collectors.toList()));
        return kinds.values().stream()
                .flatMap(kind -> Stream.concat(
                        kind.stream().limit(LISTED),
                        kind.size() > LISTED
                                ? Stream.of("and " + (kind.size() - LISTED) + " more "
                                        + kind.get(0).split(" ", 2)[0])
                                : Stream.empty()))
                .map(f -> "  " + f)
                .collect(Collectors.joining("\n"));
    }

    /** Distinct parameters of several graphs of one network, such as its encoder and its decoder. */
    @SafeVarargs
    public static List<Parameter> union(List<Parameter>... parts) {
        var all = new LinkedHashSet<Parameter>();
        Arrays.stream(parts).forEach(all::addAll);
        return List.copyOf(all);
    }
}
