package jointdit.spark;

/** Hears how far a long job is; the driver calls it, a few times a minute. */
@FunctionalInterface
public interface CacheProgress {
    /** {@code done} of {@code all} rows of {@code stage} are through. */
    void at(String stage, long done, long all);
}
