package jointdit.spark;

/**
 * What a run of {@link ClipMaker} came to.
 *
 * @param clips clips of the manifest
 * @param made clips drawn now; the others were there
 * @param manifest where the manifest is
 */
public record MakeClipsReport(int clips, int made, String manifest) {}
