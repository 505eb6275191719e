package jointdit.pretrained.text;

import static jointdit.config.Check.argument;

import jointdit.tensor.Array;
import jointdit.tensor.Shape;

/**
 * Distances between tokens in buckets: half of the buckets for keys before the query, half for those after; in each
 * half the near distances have a bucket each and the further ones share buckets of geometrically growing size.
 *
 * @param buckets in all, a multiple of 4
 * @param furthest distance from which on all share the last bucket
 * @see <a href="https://arxiv.org/abs/1910.10683">Raffel et al. 2020, section 2.1</a>
 */
public record RelativePositions(int buckets, int furthest) {
    public RelativePositions {
        argument(buckets > 0 && buckets % 4 == 0, "Position buckets come in fours, found %d", buckets);
        argument(furthest > buckets / 4, "The furthest distance must exceed %d, found %d", buckets / 4, furthest);
    }

    /** Buckets of all pairs, INT64 (N, N), queries by keys. */
    Array table(int tokens) {
        var table = new long[tokens * tokens];
        for (var query = 0; query < tokens; query++) {
            for (var key = 0; key < tokens; key++) {
                table[query * tokens + key] = bucket(key - query);
            }
        }
        return Array.ofLongs(Shape.of(tokens, tokens), table);
    }

    /** Bucket of a key {@code offset} tokens after the query, negative before it. */
    int bucket(int offset) {
        var half = buckets / 2;
        return (offset > 0 ? half : 0) + Math.min(half - 1, bucketOfDistance(Math.abs(offset), half));
    }

    private int bucketOfDistance(int distance, int half) {
        var exact = half / 2;
        if (distance < exact) {
            return distance;
        }
        var octaves = (float) Math.log((float) distance / exact); // float32 as published: where buckets end shows it
        var share = octaves / (float) Math.log((double) furthest / exact);
        return exact + (int) (share * (half - exact));
    }
}
