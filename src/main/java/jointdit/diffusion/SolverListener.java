package jointdit.diffusion;

/** Hears how an integration goes on; what it throws ends the integration. */
@FunctionalInterface
public interface SolverListener {
    /** A step is done, the {@code done}-th. */
    void stepped(int done);

    /** Told before {@link #stepped} what the step took for the clean latents. */
    default void estimated(Pair clean) {}
}
