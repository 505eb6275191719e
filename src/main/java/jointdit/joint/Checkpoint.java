package jointdit.joint;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jointdit.config.Configs;
import jointdit.pretrained.ModelPlaces;
import jointdit.tensor.AdamW;
import jointdit.tensor.Device;
import jointdit.tensor.Parameter;
import jointdit.tensor.Precision;
import jointdit.tensor.Safetensors;
import jointdit.tensor.SafetensorsEntry;
import jointdit.tensor.SafetensorsType;
import jointdit.tensor.SafetensorsWriter;
import jointdit.tensor.Weights;

/**
 * A local folder of a run's state: {@code weights.safetensors}, {@code average.safetensors},
 * {@code optimiser.safetensors}, what else a kind of training needs and, written last, {@code checkpoint.json}. A
 * folder without the last does not count.
 *
 * <p>For sampling alone, a folder that was exported will do: {@code model.safetensors} and {@code config.json}.
 *
 * @param folder where it lies
 * @param info where it comes from
 * @param average name of the file of averaged weights
 */
public record Checkpoint(Path folder, CheckpointInfo info, String average) {
    /** Written last. */
    public static final String INFO = "checkpoint.json";

    /** The weights as they are. */
    public static final String WEIGHTS = "weights.safetensors";

    /** Their moving average. */
    public static final String AVERAGE = "average.safetensors";

    /** Moments of the optimiser. */
    public static final String OPTIMISER = "optimiser.safetensors";

    /** {@link #INFO} of an exported folder. */
    public static final String EXPORTED_INFO = "config.json";

    /** {@link #AVERAGE} of an exported folder, in any precision of floats. */
    public static final String EXPORTED_AVERAGE = "model.safetensors";

    /**
     * What training saves.
     *
     * @param weights the weights as they are
     * @param average their moving average
     * @param optimiser its moments
     */
    public record State(Weights weights, Weights average, AdamW.State optimiser) {}

    /**
     * Opens a folder; weights are read when asked for.
     *
     * @throws IllegalArgumentException if the folder is no finished checkpoint
     */
    public static Checkpoint open(Path folder) {
        var file = folder.resolve(INFO);
        argument(
                Files.isRegularFile(file),
                "Wanted a checkpoint, found no %s in %s; an interrupted run leaves such folders, take another",
                INFO,
                folder);
        return new Checkpoint(folder, info(file), AVERAGE);
    }

    /**
     * Opens an exported folder; weights are read when asked for.
     *
     * @throws IllegalArgumentException if the folder lacks a file
     */
    public static Checkpoint exported(Path folder) {
        for (var name : List.of(EXPORTED_INFO, EXPORTED_AVERAGE)) {
            argument(
                    Files.isRegularFile(folder.resolve(name)),
                    "Wanted an exported model, found no %s in %s; export it again",
                    name,
                    folder);
        }
        return new Checkpoint(folder, info(folder.resolve(EXPORTED_INFO)), EXPORTED_AVERAGE);
    }

    private static CheckpointInfo info(Path file) {
        try {
            return Configs.read(Files.readString(file), file.toString(), CheckpointInfo.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** The same with the towers' folders on the machine at hand. */
    public Checkpoint at(ModelPlaces places) {
        return new Checkpoint(folder, info.at(places), average);
    }

    /**
     * The same, once all files are found to be as they were written.
     *
     * @throws DamagedCheckpoint if one is not
     */
    public Checkpoint verified() {
        info.files().parallelStream().forEach(file -> file.check(folder));
        return this;
    }

    /** Writes a folder, which must exist and be empty. */
    public static Checkpoint write(Path folder, CheckpointInfo info, State state) {
        Stream.<Runnable>of(
                        () -> write(folder.resolve(WEIGHTS), state.weights),
                        () -> write(folder.resolve(AVERAGE), state.average),
                        () -> write(folder.resolve(OPTIMISER), state.optimiser))
                .parallel()
                .forEach(Runnable::run);
        return seal(folder, info);
    }

    /** Writes the last file beside all that lie in {@code folder}. */
    public static Checkpoint seal(Path folder, CheckpointInfo info) {
        try (var parts = Files.list(folder)) {
            var files = parts.sorted().toList();
            var whole = info.with(files.parallelStream().map(FileSum::of).toList());
            Files.writeString(folder.resolve(INFO), Configs.json(whole));
            return new Checkpoint(folder, whole, AVERAGE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write checkpoint " + folder, e);
        }
    }

    /** Names of its files, in the order in which they must be copied. */
    public List<String> files() {
        return files(info);
    }

    /** The same of a checkpoint elsewhere. */
    public static List<String> files(CheckpointInfo info) {
        return Stream.concat(info.files().stream().map(FileSum::name), Stream.of(INFO))
                .toList();
    }

    /** One of its files, if it has it. */
    public Optional<Safetensors> part(String name) {
        return Optional.of(folder.resolve(name)).filter(Files::isRegularFile).map(Safetensors::open);
    }

    private static void write(Path file, Weights weights) {
        var entries = weights.layout().parameters().stream()
                .map(p -> new SafetensorsEntry(p.name(), SafetensorsType.F32, sizes(p)))
                .toList();
        try (var writer = SafetensorsWriter.to(file, Map.of("format", "pt"), entries)) {
            for (var entry : entries) {
                writer.write(entry.name(), weights.floats(entry.name()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static long[] sizes(Parameter parameter) {
        return Arrays.stream(parameter.shape().sizes()).asLongStream().toArray();
    }

    private static void write(Path file, AdamW.State state) {
        var first = new SafetensorsEntry("first", SafetensorsType.F32, state.first().length);
        var second = new SafetensorsEntry("second", SafetensorsType.F32, state.second().length);
        var steps = Map.of("steps", Long.toString(state.steps()));
        try (var writer = SafetensorsWriter.to(file, steps, List.of(first, second))) {
            writer.write("first", state.first());
            writer.write("second", state.second());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /**
     * Fills {@code weights}; joint blocks may be absent altogether, as after stage expert, and what was published, as
     * after stage A, and are left as they are.
     *
     * @throws IllegalArgumentException if it holds tuned weights of a published tower that {@code weights} only map
     */
    public void readWeights(Weights weights) {
        read(WEIGHTS, weights);
    }

    /** Fills {@code weights} with the moving average, as {@link #readWeights}. */
    public void readAverage(Weights weights) {
        read(average, weights);
    }

    /** File of the moving average. */
    public Path averageFile() {
        return folder.resolve(average);
    }

    /** Moments of the optimiser. */
    public AdamW.State optimiser() {
        var file = Safetensors.open(folder.resolve(OPTIMISER));
        return new AdamW.State(
                Long.parseLong(file.metadata().get("steps")), file.floats("first"), file.floats("second"));
    }

    /**
     * The averaged weights of the whole model, frozen, for sampling.
     *
     * @throws IllegalArgumentException if it was trained between other published towers
     */
    public Weights sampling(Device device) {
        var parameters =
                Sampler.trace(info.model(), info.shape(), 1, Precision.FLOAT32).parameters();
        var tuned = Set.copyOf(Safetensors.open(averageFile()).names());
        var weights = JointWeights.frozen(info.model(), parameters, tuned).initial(device, info.seed());
        readAverage(weights);
        return weights;
    }

    /** Joint blocks are of use between the towers only that they were trained with. */
    private void checkTowers() {
        var found = info.model().published();
        argument(
                found.equals(info.towers()),
                "%s was trained with published towers of SHA-256 [%s], found [%s] in %s and %s; take the weights it was"
                        + " trained with",
                folder,
                info.towers(),
                found,
                info.model().video(),
                info.model().audio());
    }

    private void read(String name, Weights weights) {
        checkTowers();
        var file = Safetensors.open(folder.resolve(name));
        var joint = file.names().stream().anyMatch(Checkpoint::isJoint);
        var known = weights.layout().parameters();
        var wanted = known.stream()
                .filter(p -> file.contains(p.name()) || (isJoint(p.name()) ? joint : !isPublished(p.name())))
                .toList();
        checkTuned(file, known);
        var wrong = wanted.stream().filter(p -> !fits(file, p)).toList();
        argument(
                wrong.isEmpty(),
                "%s is of another architecture: %d of %d tensors are missing or misshapen, such as %s; "
                        + "use the model settings of %s",
                folder.resolve(name),
                wrong.size(),
                wanted.size(),
                wrong.stream().limit(3).map(Parameter::name).toList(),
                folder.resolve(average.equals(AVERAGE) ? INFO : EXPORTED_INFO));
        wanted.forEach(p -> weights.set(p.name(), FloatBuffer.wrap(file.floats(p.name()))));
    }

    /** A published tower that was tuned must not be replaced by what was published. */
    private void checkTuned(Safetensors file, List<Parameter> known) {
        var names = known.stream().map(Parameter::name).collect(Collectors.toSet());
        var lost = file.names().stream()
                .filter(name -> isPublished(name) && !names.contains(name))
                .toList();
        argument(
                lost.isEmpty(),
                "Stage A keeps towers as they were published; %s tuned %d of their tensors, such as %s; go on with"
                        + " stage B",
                folder,
                lost.size(),
                lost.stream().limit(3).toList());
    }

    /** Whether a parameter is of a tower with published weights. */
    private boolean isPublished(String name) {
        return info.model().video().isPublished() && name.startsWith("video.")
                || info.model().audio().isPublished() && name.startsWith("audio.");
    }

    private static boolean isJoint(String name) {
        return name.startsWith("joint.");
    }

    private static boolean fits(Safetensors file, Parameter parameter) {
        return file.contains(parameter.name()) && Arrays.equals(file.shape(parameter.name()), sizes(parameter));
    }
}
