package jointdit.pretrained.text;

import java.util.Arrays;
import java.util.List;
import jointdit.tensor.Array;
import jointdit.tensor.Shape;

/**
 * Token ids of texts, padded to the longest.
 *
 * @param ids INT64 (B, N)
 * @param mask INT64 (B, N), 1 for tokens and 0 for padding
 */
public record TokenRows(Array ids, Array mask) {
    /** Of rows that end with {@code padding} where they are shorter. */
    public static TokenRows of(List<long[]> rows, long padding) {
        var longest = rows.stream().mapToInt(r -> r.length).max().orElse(0);
        var ids = new long[rows.size() * longest];
        var mask = new long[ids.length];
        Arrays.fill(ids, padding);
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            System.arraycopy(row, 0, ids, i * longest, row.length);
            Arrays.fill(mask, i * longest, i * longest + row.length, 1);
        }
        var shape = Shape.of(rows.size(), longest);
        return new TokenRows(Array.ofLongs(shape, ids), Array.ofLongs(shape, mask));
    }
}
