package jointdit.train;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.time.Duration;

/** How many replicas of the model train together, and how they stay together. */
public sealed interface Parallel extends Serializable {
    /** Copies of the model, each in a task of its own. */
    int replicas();

    /** One copy. */
    record Single() implements Parallel {
        @Override
        public int replicas() {
            return 1;
        }
    }

    /**
     * The mean of the gradient over all replicas at every step: the same mathematics as one replica with the whole
     * batch.
     *
     * @param replicas copies, at least 1
     * @param timeout longest wait for another replica in which not a byte comes, above 0; what takes longer by its
     *     nature, such as a checkpoint, is waited for longer
     */
    record AllReduce(int replicas, Duration timeout) implements Parallel {
        public AllReduce {
            argument(replicas >= 1, "replicas must be at least 1, found %d", replicas);
            argument(timeout.toMillis() > 0, "timeout must be above 0, found %s", timeout);
        }
    }
}
