package jointdit.pretrained.text;

import java.util.List;
import jointdit.tensor.Tensor;

/**
 * What an attention keeps of the tokens it has seen.
 *
 * @param keys (B, H, N, D)
 * @param values (B, H, N, D)
 */
record KeyValues(Tensor keys, Tensor values) {
    /** These, then those of later tokens. */
    KeyValues then(KeyValues later) {
        return new KeyValues(
                Tensor.concat(List.of(keys, later.keys), 2), Tensor.concat(List.of(values, later.values), 2));
    }
}
