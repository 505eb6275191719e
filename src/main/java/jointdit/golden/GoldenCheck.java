package jointdit.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jointdit.tensor.Array;
import jointdit.tensor.DataType;

/** Computes goldens again and compares. */
public final class GoldenCheck {
    private GoldenCheck() {}

    /** Folders of goldens in {@code root}, or {@code root} itself if it is one, by name. */
    public static List<Path> folders(Path root) {
        if (Files.exists(root.resolve("meta.json"))) {
            return List.of(root);
        }
        try (var entries = Files.list(root)) {
            return entries.filter(f -> Files.exists(f.resolve("meta.json")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + root, e);
        }
    }

    /** One line for every output and activation; a golden that cannot be computed is a failed line with the reason. */
    public static List<Comparison> check(Path folder) {
        try {
            var golden = Golden.open(folder);
            var recomputation = Recomputations.of(golden);
            var computed = recomputation.compute(golden);
            return recomputation.wanted(golden).stream()
                    .map(wanted -> compare(golden.name(), wanted, computed))
                    .toList();
        } catch (RuntimeException e) {
            return List.of(Comparison.failed(folder.getFileName().toString(), "", String.valueOf(e.getMessage())));
        }
    }

    private static Comparison compare(String golden, Expectation wanted, Map<String, Array> computed) {
        var tensor = wanted.tensor();
        if (!computed.containsKey(tensor)) {
            return Comparison.failed(golden, tensor, "not computed");
        }
        var found = computed.get(tensor);
        if (!wanted.value().shape().equals(found.shape())) {
            return Comparison.failed(
                    golden,
                    tensor,
                    "wanted shape %s, found %s".formatted(wanted.value().shape(), found.shape()));
        }
        return worst(golden, wanted, values(wanted.value()), values(found));
    }

    /** The element that comes nearest to its tolerance, or passes it furthest. */
    private static Comparison worst(String golden, Expectation expected, double[] wanted, double[] computed) {
        var tolerance = expected.tolerance();
        var worst = new Comparison(golden, expected.tensor(), 0, tolerance.of(0), "");
        for (var i = 0; i < wanted.length; i++) {
            var difference = Math.abs(wanted[i] - computed[i]);
            var error = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
            var found = new Comparison(golden, expected.tensor(), error, tolerance.of(wanted[i]), "");
            worst = found.share() > worst.share() ? found : worst;
        }
        return worst;
    }

    private static double[] values(Array array) {
        var floats = array.spec().type() == DataType.FLOAT32;
        var values = new double[Math.toIntExact(array.shape().elements())];
        for (var i = 0; i < values.length; i++) {
            values[i] = floats ? array.floats()[i] : array.longs()[i];
        }
        return values;
    }
}
