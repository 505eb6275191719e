package jointdit.joint;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jointdit.pretrained.ModelTensors;
import jointdit.tensor.Device;
import jointdit.tensor.Layout;
import jointdit.tensor.Parameter;
import jointdit.tensor.Weights;

/**
 * Where the weights of a joint model come from: those of a published tower that stay as they are lie in its files, all
 * others in the flat buffer.
 *
 * @param layout of the flat buffer
 * @param towers published tensors of the towers
 */
public record JointWeights(Layout layout, List<Published> towers) {
    private static final String VIDEO = "video.";
    private static final String AUDIO = "audio.";

    /**
     * A published tower.
     *
     * @param tensors its files
     * @param stored name in them of every parameter of the model
     */
    record Published(ModelTensors tensors, Map<String, String> stored) {
        static Optional<Published> of(TowerConfig tower, String prefix, List<Parameter> parameters) {
            var own = parameters.stream()
                    .filter(p -> p.name().startsWith(prefix))
                    .map(p -> new Parameter(p.name().substring(prefix.length()), p.shape(), p.init()))
                    .toList();
            return tower.published().map(tensors -> {
                var stored = new HashMap<String, String>();
                tensors.stored(own).forEach((name, source) -> stored.put(prefix + name, source));
                return new Published(tensors, stored);
            });
        }

        /** Maps what is not of {@code layout} and copies what is. */
        void fill(Weights weights) {
            var mapped = new HashMap<>(stored);
            for (var parameter : weights.layout().parameters()) {
                if (stored.containsKey(parameter.name())) {
                    var values = tensors.file().floats(mapped.remove(parameter.name()));
                    weights.set(parameter.name(), FloatBuffer.wrap(values));
                }
            }
            weights.map(tensors.file(), mapped);
        }
    }

    /**
     * For training: published weights that learn are copied.
     *
     * @param groups what learns
     * @throws IllegalArgumentException if published tensors do not fit their network
     */
    public static JointWeights learning(JointConfig config, List<Parameter> parameters, List<Layout.Group> groups) {
        var all = Layout.of(parameters, groups);
        return of(config, parameters, groups, all::learns);
    }

    /**
     * For sampling.
     *
     * @param tuned names of published parameters whose values come from elsewhere, as of a checkpoint
     * @throws IllegalArgumentException if published tensors do not fit their network
     */
    public static JointWeights frozen(JointConfig config, List<Parameter> parameters, Set<String> tuned) {
        return of(config, parameters, List.of(), tuned::contains);
    }

    private static JointWeights of(
            JointConfig config, List<Parameter> parameters, List<Layout.Group> groups, Predicate<String> copied) {
        var towers = Stream.of(
                        Published.of(config.video(), VIDEO, parameters),
                        Published.of(config.audio(), AUDIO, parameters))
                .flatMap(Optional::stream)
                .toList();
        var flat = parameters.stream()
                .filter(p -> copied.test(p.name())
                        || towers.stream().noneMatch(t -> t.stored().containsKey(p.name())))
                .toList();
        return new JointWeights(Layout.of(flat, groups), towers);
    }

    /** The published weights, and others as their {@link jointdit.tensor.Init} says. */
    public Weights initial(Device device, long seed) {
        var weights = Weights.initial(layout, device, seed);
        towers.forEach(tower -> tower.fill(weights));
        return weights;
    }
}
