package jointdit.spark;

import java.util.Optional;

/**
 * What {@code cache.json} says about a finished cache.
 *
 * @param codec fingerprint of the codec
 * @param table hash of the names and fingerprints of all its rows
 * @param clips rows of {@code latents}
 * @param failures rows of {@code failures}
 * @param version of the table, {@link LatentRow#VERSION}; those of before there were versions have none
 */
public record CacheCard(String codec, String table, long clips, long failures, Optional<Integer> version) {}
