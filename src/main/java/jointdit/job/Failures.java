package jointdit.job;

import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import jointdit.config.Secrets;

/** What a failure is told as: one line without secrets, from the outermost message to the first cause. */
final class Failures {
    private Failures() {}

    static String line(Throwable failure) {
        var messages = new ArrayList<String>();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            var message = message(cause);
            if (messages.stream().noneMatch(known -> known.contains(message))) {
                messages.add(message);
            }
        }
        return Secrets.hide(String.join(": ", List.copyOf(messages)));
    }

    /** The first line of the message, or with none the class; a file exception's message is only its path. */
    private static String message(Throwable failure) {
        var message = failure.getMessage();
        var type = failure.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return type;
        }
        var line = message.strip().lines().findFirst().orElse(type);
        return failure instanceof FileSystemException ? type + ": " + line : line;
    }
}
