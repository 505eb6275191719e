package jointdit.spark;

import java.util.List;

/** A published set of sounding videos, the {@code source} block of {@code fetch-clips}. */
public sealed interface ClipSource permits Avsync15, Vatex {
    /** What decides its videos; without secrets. */
    String identity();

    /** What it lists; what does not need its videos is brought already. */
    List<SourceVideo> list(SourceFolder to);

    /**
     * Brings videos that are not in their place.
     *
     * @return those that cannot be had, with the reason
     */
    List<FailureRow> bring(SourceFolder to, List<SourceVideo> missing);
}
