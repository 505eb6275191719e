package jointdit.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What is told of a run, line by line. */
final class RunLog {
    private final StringBuilder text = new StringBuilder();

    void say(String line) {
        text.append(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .append("  ")
                .append(line)
                .append('\n');
    }

    byte[] bytes() {
        return text.toString().getBytes(UTF_8);
    }
}
