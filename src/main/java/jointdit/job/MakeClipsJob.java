package jointdit.job;

import java.io.IOException;
import jointdit.config.Settings;
import jointdit.spark.ClipMaker;
import jointdit.spark.MakeClipsConfig;

/** Makes synthetic sounding clips whose events are known: {@code jobs/jointdit make-clips out=DIR count=1000}. */
final class MakeClipsJob implements Job {
    @Override
    public String name() {
        return "make-clips";
    }

    @Override
    public String summary() {
        return "Make synthetic sounding clips; again, only what is missing";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var config = settings.read(MakeClipsConfig.class);
        try (var spark = SparkSessions.open(settings)) {
            var report = new ClipMaker(spark, config, terminal.screen()).run();
            terminal.say("Clips: %d, of which %d made now and %d kept"
                    .formatted(report.clips(), report.made(), report.clips() - report.made()));
            terminal.say("The manifest is " + report.manifest());
        }
    }
}
