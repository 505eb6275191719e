package jointdit.spark;

/**
 * What a run of {@link FetchClips} came to.
 *
 * @param videos videos wanted
 * @param brought those of them brought now
 * @param failed those that could not be brought, are broken or too short
 * @param clips clips cut out of the others
 * @param manifest where they are listed
 * @param reason of the first failure; empty if there is none
 */
public record FetchClipsReport(int videos, int brought, int failed, int clips, String manifest, String reason) {}
