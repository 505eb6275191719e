package jointdit.ui;

import java.util.Optional;
import java.util.Set;

/**
 * A run at one moment.
 *
 * @param run itself
 * @param position in the queue, 0 for the next; empty if it does not wait
 * @param preview step of the last preview; empty if there is none
 * @param files that are there
 */
record RunView(Run run, Optional<Integer> position, Optional<Integer> preview, Set<RunFile> files) {
    RunView {
        files = Set.copyOf(files);
    }
}
