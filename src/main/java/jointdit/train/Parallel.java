package jointdit.train;

import static jointdit.config.Check.argument;

import java.io.Serializable;
import java.time.Duration;

/** How many replicas of the model train together, and how they stay together. */
public sealed interface Parallel extends Serializable {
    /** Copies of the model, each in a task of its own. */
    int replicas();

    /** Tasks that must be at work at one time. */
    default int slots() {
        return replicas();
    }

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

    /**
     * Rounds of steps that each replica takes alone, and the mean of what they come to after each: DiLoCo. A round is
     * an ordinary job, so a lost task is one round of one replica that is done again.
     *
     * @param replicas copies, at least 1; more than there are slots take turns, and the number may change from one run
     *     to the next
     * @param steps of a round, at least 1
     * @param outerRate rate of the outer step, above 0; 1 with no momentum takes the mean as it is
     * @param outerMomentum Nesterov momentum of the outer step, in [0, 1)
     * @param quorum share of the replicas without which a round does not end, in (0, 1]
     * @param grace how long a round waits for the others once it has its quorum
     * @see <a href="https://arxiv.org/abs/2311.08105">Douillard et al. 2023</a>
     */
    record Rounds(int replicas, int steps, double outerRate, double outerMomentum, double quorum, Duration grace)
            implements Parallel {
        public Rounds {
            argument(replicas >= 1, "replicas must be at least 1, found %d", replicas);
            argument(steps >= 1, "parallel.steps must be at least 1, found %d", steps);
            argument(outerRate > 0, "outer-rate must be above 0, found %s", outerRate);
            argument(
                    0 <= outerMomentum && outerMomentum < 1,
                    "outer-momentum must lie in [0, 1), found %s",
                    outerMomentum);
            argument(0 < quorum && quorum <= 1, "quorum must lie in (0, 1], found %s", quorum);
            argument(!grace.isNegative(), "grace must not be negative, found %s", grace);
        }

        @Override
        public int slots() {
            return 1;
        }

        /** Replicas without which a round does not end. */
        public int enough() {
            return Math.max(1, (int) Math.ceil(quorum * replicas));
        }

        /** The outer step. */
        public OuterStep outer() {
            return new OuterStep(outerRate, outerMomentum);
        }
    }
}
