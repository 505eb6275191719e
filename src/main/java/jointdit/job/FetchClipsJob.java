package jointdit.job;

import java.io.IOException;
import jointdit.config.Settings;
import jointdit.spark.FetchClips;
import jointdit.spark.FetchClipsConfig;

/** Brings a published set of sounding videos: {@code jobs/jointdit fetch-clips source.archive=URI out=DIR}. */
final class FetchClipsJob implements Job {
    @Override
    public String name() {
        return "fetch-clips";
    }

    @Override
    public String summary() {
        return "Fetch a published set of sounding videos; again, only what is missing";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var config = settings.read(FetchClipsConfig.class);
        try (var spark = SparkSessions.open(settings)) {
            var report = new FetchClips(spark, config, terminal.screen()).run();
            terminal.say("Videos: %d, of which %d brought now and %d failed; clips: %d"
                    .formatted(report.videos(), report.brought(), report.failed(), report.clips()));
            if (report.failed() > 0) {
                terminal.say(
                        "Why videos failed is in %s/failures; the first: %s".formatted(config.out(), report.reason()));
            }
            terminal.say("The manifest is " + report.manifest());
        }
    }
}
