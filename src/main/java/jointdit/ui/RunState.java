package jointdit.ui;

import java.util.Locale;

/** How far a run is. */
enum RunState {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /** Whether nothing will change any more. */
    boolean isOver() {
        return this != QUEUED && this != RUNNING;
    }

    /** Name in answers. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
