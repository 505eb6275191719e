package jointdit.job;

import java.io.IOException;
import jointdit.config.Settings;

/**
 * From nothing to generated sounding video on a page: {@code jobs/jointdit demo}, or on clips of the user's,
 * {@code jobs/jointdit demo clips=DIR}.
 */
final class DemoJob implements Job {
    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String summary() {
        return "Make clips, train briefly, generate, and show it all on a page; about ten minutes";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var all = DemoSettings.of(settings);
        terminal.say("The page is " + page(settings, all, terminal));
    }

    private static String page(Settings settings, DemoSettings all, Terminal terminal) throws IOException {
        try (var bar = StepsBar.ticking(terminal, "demo", Demo.steps(all))) {
            bar.next();
            try (var spark = SparkSessions.open(settings)) {
                var page = new Demo(spark, all, bar).run();
                bar.finish();
                return page;
            }
        }
    }
}
