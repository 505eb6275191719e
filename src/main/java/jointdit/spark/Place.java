package jointdit.spark;

import java.io.Serializable;

/**
 * Where a replica stands among those that share the clips of a step.
 *
 * @param rank from 0
 * @param world replicas in all
 */
record Place(int rank, int world) implements Serializable {
    /** One that takes all clips. */
    static final Place ALONE = new Place(0, 1);
}
