package jointdit.job;

import static jointdit.config.Check.argument;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jointdit.config.Keys;

/**
 * What the user typed: {@code [JOB] [--config FILE] [--help] [--debug] [key=value ...]}.
 *
 * @param job name of the job, if any
 * @param file a file of settings
 * @param flags what else is wanted
 * @param settings {@code key=value}
 */
record Command(Optional<String> job, Optional<Path> file, Set<Flag> flags, List<String> settings) {
    private static final List<String> OPTIONS = List.of("--config", "--help", "--debug");

    /** Options without a value. */
    enum Flag {
        HELP,
        DEBUG
    }

    static Command of(List<String> words) {
        var rest = new ArrayList<String>();
        var flags = EnumSet.noneOf(Flag.class);
        var file = Optional.<Path>empty();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            switch (word) {
                case "--config" -> {
                    argument(i + 1 < words.size(), "Wanted --config FILE, found no file");
                    file = Optional.of(Path.of(words.get(++i)));
                }
                case "--help", "-h" -> flags.add(Flag.HELP);
                case "--debug" -> flags.add(Flag.DEBUG);
                default -> {
                    argument(
                            !word.startsWith("-"),
                            "Unknown option %s; options are %s, settings are key=value%s",
                            word,
                            OPTIONS,
                            Keys.suggestion(word, OPTIONS));
                    rest.add(word);
                }
            }
        }
        var job = rest.stream().findFirst();
        return new Command(job, file, flags, rest.stream().skip(1).toList());
    }
}
