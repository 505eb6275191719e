package jointdit.tensor;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Linear maps by oneDNN. libtorch gives them to MKL, which on AMD's processors does not use AVX-512 and takes twice as
 * long; on Intel's the two are alike. The operation has no gradient and there is none on GPUs and in builds for ARM.
 */
final class OneDnn {
    private static final Pattern LINEAR = Pattern.compile("torch\\.linear\\((\\w+), (\\w+)(?:, (\\w+))?\\)");
    private static final boolean IN_LIBTORCH =
            "amd64".equals(System.getProperty("os.arch")) && "Linux".equals(System.getProperty("os.name"));

    private OneDnn() {}

    /** Whether programs of {@code graph} that learn nothing can have their linear maps computed here. */
    static boolean serves(Graph graph, Weights weights) {
        return IN_LIBTORCH
                && graph.precision() == Precision.FLOAT32
                && weights.layout().learning() == 0
                && Native.device(weights.manager()).equals(Device.cpu());
    }

    /** The same script with its linear maps computed here. */
    static String linear(String script) {
        return LINEAR.matcher(script)
                .replaceAll(m -> "ops.mkldnn._linear_pointwise(%s, %s, %s, \"none\", [], None)"
                        .formatted(
                                m.group(1),
                                m.group(2),
                                Optional.ofNullable(m.group(3)).orElse("None")));
    }
}
