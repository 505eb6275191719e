package jointdit.train;

import static jointdit.config.Check.argument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jointdit.joint.Checkpoint;
import jointdit.joint.CheckpointInfo;
import jointdit.tensor.Safetensors;
import jointdit.tensor.SafetensorsEntry;
import jointdit.tensor.SafetensorsWriter;

/**
 * What the replicas of a round came to, joined into what the next one begins with: weights by the outer step; their
 * moving averages and the moments of the inner optimisers by their means. Tensors are read one at a time.
 *
 * @param began what the round began with
 * @param replicas what they came to, in the order of their ranks
 * @param outer the outer step
 */
public record RoundMerge(Checkpoint began, List<Checkpoint> replicas, OuterStep outer) {
    /** Velocity of the outer step, by the names of the weights. */
    public static final String VELOCITY = "velocity.safetensors";

    public RoundMerge {
        argument(!replicas.isEmpty(), "Wanted the work of a replica, found none");
        replicas = List.copyOf(replicas);
    }

    /** Writes the checkpoint to a folder, which must exist and be empty. */
    public Checkpoint write(Path folder, CheckpointInfo info) {
        Stream.<Runnable>of(
                        () -> writeWeights(folder),
                        () -> writeMeans(folder, Checkpoint.AVERAGE),
                        () -> writeMeans(folder, Checkpoint.OPTIMISER))
                .parallel()
                .forEach(Runnable::run);
        return Checkpoint.seal(folder, info);
    }

    private void writeWeights(Path folder) {
        var before = part(began, Checkpoint.WEIGHTS);
        var parts = parts(Checkpoint.WEIGHTS);
        var moving = began.part(VELOCITY);
        try (var weights = writer(folder, Checkpoint.WEIGHTS, before);
                var velocities = writer(folder, VELOCITY, before)) {
            for (var name : before.names()) {
                var mean = mean(parts, name);
                var velocity = velocity(moving, name, mean.length);
                outer.apply(before.floats(name), mean, velocity);
                weights.write(name, floats(mean));
                velocities.write(name, velocity);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the weights to " + folder, e);
        }
    }

    private static float[] velocity(Optional<Safetensors> moving, String name, int size) {
        return moving.map(file -> file.floats(name)).orElseGet(() -> new float[size]);
    }

    private void writeMeans(Path folder, String file) {
        var parts = parts(file);
        try (var writer = writer(folder, file, parts.get(0))) {
            for (var name : parts.get(0).names()) {
                writer.write(name, floats(mean(parts, name)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write %s to %s".formatted(file, folder), e);
        }
    }

    private List<Safetensors> parts(String file) {
        return replicas.stream().map(replica -> part(replica, file)).toList();
    }

    private static Safetensors part(Checkpoint checkpoint, String file) {
        return checkpoint
                .part(file)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Wanted %s in %s, found none".formatted(file, checkpoint.folder())));
    }

    /** A file of the same tensors as another. */
    private static SafetensorsWriter writer(Path folder, String file, Safetensors like) throws IOException {
        var entries = like.names().stream()
                .map(name -> new SafetensorsEntry(name, like.entry(name).type(), like.shape(name)))
                .toList();
        return SafetensorsWriter.to(folder.resolve(file), Map.copyOf(like.metadata()), entries);
    }

    private static double[] mean(List<Safetensors> parts, String name) {
        var first = parts.get(0).floats(name);
        var mean = new double[first.length];
        for (var part : parts) {
            var values = part.floats(name);
            for (var i = 0; i < mean.length; i++) {
                mean[i] += values[i];
            }
        }
        for (var i = 0; i < mean.length; i++) {
            mean[i] /= parts.size();
        }
        return mean;
    }

    private static float[] floats(double[] values) {
        var floats = new float[values.length];
        for (var i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
