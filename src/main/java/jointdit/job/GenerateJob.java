package jointdit.job;

import static jointdit.config.Check.argument;

import java.io.IOException;
import jointdit.config.Settings;
import jointdit.spark.GenerateReport;
import jointdit.spark.PromptConfig;
import jointdit.spark.PromptGenerator;

/**
 * Generates sounding video: {@code jobs/jointdit generate image=FILE prompt=TEXT}, or {@code jobs/jointdit generate
 * prompts=FILE}.
 */
final class GenerateJob implements Job {
    @Override
    public String name() {
        return "generate";
    }

    @Override
    public String summary() {
        return "Generate sounding video from an image and a prompt, or from a table of prompts";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var config = settings.read(PromptConfig.class);
        argument(
                config.isTable()
                        || config.prompt().isPresent()
                        || (config.useImage() && config.image().isPresent()),
                "Wanted image=FILE, prompt=TEXT, prompts=FILE or table=NAME, found none of them");
        try (var spark = SparkSessions.open(settings)) {
            say(terminal, config, new PromptGenerator(spark, config).run(terminal.screen()));
        }
    }

    private static void say(Terminal terminal, PromptConfig config, GenerateReport report) {
        if (config.isTable()) {
            terminal.say("Clips: %d made, %d there already, %d failed"
                    .formatted(report.made(), report.found(), report.failures()));
            report.failed().stream()
                    .limit(10)
                    .forEach(row -> terminal.say("Failed: %s: %s".formatted(row.id(), row.error())));
            terminal.say("Table: " + config.out() + "/samples");
            return;
        }
        report.failed().forEach(row -> argument(false, "%s", row.error()));
        for (var row : report.collected()) {
            say(terminal, row.audioUri().isEmpty() ? "Silent video" : "Video with sound", row.videoUri());
            say(terminal, "Sound", row.audioUri());
        }
    }

    private static void say(Terminal terminal, String what, String file) {
        if (!file.isEmpty()) {
            terminal.say(what + ": " + file);
        }
    }
}
