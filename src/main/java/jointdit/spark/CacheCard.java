package jointdit.spark;

/**
 * What {@code cache.json} says about a finished cache.
 *
 * @param codec fingerprint of the codec
 * @param table hash of the names and fingerprints of all its rows
 * @param clips rows of {@code latents}
 * @param failures rows of {@code failures}
 */
public record CacheCard(String codec, String table, long clips, long failures) {}
