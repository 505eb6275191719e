package jointdit.pretrained;

import static jointdit.config.Check.argument;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    /** Reads the header of the file; the tensors stay in it. */
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
        var kinds =
                faults.stream().collect(Collectors.groupingBy(ModelTensors::kind, TreeMap::new, Collectors.toList()));
        var lines = new ArrayList<String>();
        kinds.forEach((kind, all) -> {
            all.stream().limit(LISTED).forEach(lines::add);
            if (all.size() > LISTED) {
                lines.add("and " + (all.size() - LISTED) + " more " + kind);
            }
        });
        return lines.stream().map(l -> "  " + l).collect(Collectors.joining("\n"));
    }

    private static String kind(String fault) {
        return fault.substring(0, fault.indexOf(' '));
    }
}
