package jointdit.job;

import java.util.Optional;
import jointdit.config.Settings;

/** One command of the launcher; its settings are {@code configs/NAME.conf}. */
interface Job {
    /** What it is called on the command line and in its settings file. */
    String name();

    /** One line for the list of jobs. */
    String summary();

    /** Key that an argument without {@code =} sets. */
    default Optional<String> mainKey() {
        return Optional.empty();
    }

    /**
     * Does it.
     *
     * @throws IllegalArgumentException if the user is mistaken: the message says how, and no stack trace is shown
     */
    void run(Settings settings, Terminal terminal) throws Exception;
}
