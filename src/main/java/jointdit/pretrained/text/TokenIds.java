package jointdit.pretrained.text;

import static jointdit.config.Check.argument;

import java.util.Arrays;
import java.util.List;
import jointdit.tensor.Array;
import jointdit.tensor.Shape;

/**
 * Texts as token ids, all of one length.
 *
 * @param ids INT64 (B, N)
 * @param mask INT64 (B, N), 1 for tokens and 0 for padding
 */
public record TokenIds(Array ids, Array mask) {
    public TokenIds {
        argument(
                ids.shape().rank() == 2 && ids.spec().equals(mask.spec()),
                "Wanted ids (B, N) and a mask of the same shape, found %s and %s",
                ids.spec(),
                mask.spec());
    }

    /** Fills rows up to {@code length} with {@code pad}; none may be longer. */
    static TokenIds padded(List<long[]> rows, int length, long pad) {
        var ids = new long[rows.size() * length];
        var mask = new long[ids.length];
        Arrays.fill(ids, pad);
        for (var row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row), 0, ids, row * length, rows.get(row).length);
            Arrays.fill(mask, row * length, row * length + rows.get(row).length, 1);
        }
        var shape = Shape.of(rows.size(), length);
        return new TokenIds(Array.ofLongs(shape, ids), Array.ofLongs(shape, mask));
    }

    /** Number of texts. */
    public int texts() {
        return ids.shape().size(0);
    }

    /** Number of tokens of each text, padding counted in. */
    public int length() {
        return ids.shape().size(1);
    }
}
