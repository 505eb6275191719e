package jointdit.generate;

import java.util.List;

/** Hears how clips come to be that are made together; what it throws ends their making. */
@FunctionalInterface
public interface StepListener {
    /** A step is done, the {@code done}-th. */
    void stepped(int done);

    /** Told before {@link #stepped} what each clip is taken for at this step; not all pipelines tell. */
    default void estimated(List<Estimate> clips) {}
}
