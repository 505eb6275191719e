package jointdit.golden;

import java.util.List;
import java.util.Map;
import jointdit.tensor.Array;

/** Computes what a golden of one kind holds, from its inputs and weights. */
interface Recomputation {
    /** Whether this is the way to compute {@code golden}, by its config's class name or its folder's name. */
    boolean fits(Golden golden);

    /** Outputs and activations by the names they have in the golden, {@code output.x} and {@code mid.y}. */
    Map<String, Array> compute(Golden golden);

    /** What the results are compared to, by default the tensors of the golden. */
    default List<Expectation> wanted(Golden golden) {
        return golden.expectations();
    }
}
