package jointdit.spark;

/**
 * What a run of the latent cache did.
 *
 * @param clips rows of the clips table
 * @param kept rows that were there already and still hold
 * @param encoded rows made anew
 * @param failed clips that became a row of {@code failures}
 * @param dropped rows removed because their clip, its file or the codec changed or went away
 * @param codec the codec and its quality
 */
public record CacheReport(long clips, long kept, long encoded, long failed, long dropped, CodecCard codec) {}
