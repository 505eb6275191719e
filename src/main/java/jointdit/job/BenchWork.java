package jointdit.job;

/** Something that is timed. */
interface BenchWork extends Runnable, AutoCloseable {
    /** Additions and multiplications of the products of one run. */
    double operations();

    @Override
    void close();
}
