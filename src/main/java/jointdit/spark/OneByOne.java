package jointdit.spark;

import java.util.List;
import jointdit.generate.StepListener;
import jointdit.media.Rendition;

/**
 * A pipeline that the tasks of this JVM share and that serves one ask after the other.
 *
 * @param taken the pipeline
 * @param work what it does for an ask
 */
record OneByOne<P extends AutoCloseable, A>(Shared<P>.Taken taken, Work<P, A> work)
        implements PromptServer.Renderer<A> {
    /** Makes what is asked for and tells the number of steps done. */
    interface Work<P, A> {
        Rendition render(P pipeline, A ask, StepListener steps);
    }

    @Override
    public List<Rendition> render(List<A> asks, StepListener steps) {
        return asks.stream().map(ask -> work.render(taken.value(), ask, steps)).toList();
    }

    @Override
    public void close() {
        taken.close();
    }
}
