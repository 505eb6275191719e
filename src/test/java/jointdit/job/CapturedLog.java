package jointdit.job;

import java.io.StringWriter;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** All that is logged at INFO and above until it is closed, errors with their traces. */
final class CapturedLog implements AutoCloseable {
    private static final LoggerContext CONTEXT = (LoggerContext) LogManager.getContext(false);

    private final StringWriter text = new StringWriter();
    private final WriterAppender appender;
    private final Level before;

    private CapturedLog() {
        var root = CONTEXT.getConfiguration().getRootLogger();
        before = root.getLevel();
        appender = WriterAppender.newBuilder()
                .setName("captured")
                .setTarget(text)
                .setLayout(PatternLayout.newBuilder()
                        .withPattern("%p %c %m%n%throwable")
                        .build())
                .build();
        appender.start();
        root.addAppender(appender, Level.INFO, null);
        root.setLevel(Level.INFO);
        CONTEXT.updateLoggers();
    }

    static CapturedLog begin() {
        return new CapturedLog();
    }

    String text() {
        return text.toString();
    }

    @Override
    public void close() {
        var root = CONTEXT.getConfiguration().getRootLogger();
        root.removeAppender("captured");
        root.setLevel(before);
        CONTEXT.updateLoggers();
        appender.stop();
    }
}
