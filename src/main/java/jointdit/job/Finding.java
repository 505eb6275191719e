package jointdit.job;

import static java.util.Locale.ROOT;

/**
 * What a check of the machine found.
 *
 * @param name what was checked
 * @param state whether it will do
 * @param text what is there, and where it is missing the way out
 */
record Finding(String name, State state, String text) {
    /** Whether what was checked will do. */
    enum State {
        /** It is there. */
        OK,
        /** It is not there, and most jobs do without. */
        NOTE,
        /** Jobs will not run. */
        FAIL;

        /** As it is printed; failures stand out. */
        String word() {
            return this == FAIL ? name() : name().toLowerCase(ROOT);
        }
    }

    static Finding of(boolean fine, String name, String found, String wayOut) {
        return fine ? new Finding(name, State.OK, found) : new Finding(name, State.FAIL, found + "; " + wayOut);
    }

    /** Of what may be absent. */
    static Finding note(String name, String found, String wayOut) {
        return new Finding(name, State.NOTE, found + "; " + wayOut);
    }

    boolean failed() {
        return state == State.FAIL;
    }

    String line() {
        return "%-5s %-15s %s".formatted(state.word(), name, text);
    }
}
