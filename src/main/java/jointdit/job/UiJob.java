package jointdit.job;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import jointdit.config.Settings;
import jointdit.spark.LiveGenerator;
import jointdit.spark.ModelShelf;
import jointdit.spark.PromptConfig;
import jointdit.spark.ReferenceClips;
import jointdit.spark.Storage;
import jointdit.ui.Studio;
import jointdit.ui.UiConfig;
import jointdit.ui.UiServer;

/** Shows the page, until it is stopped: {@code jobs/jointdit ui}, then http://127.0.0.1:7860 in a browser. */
final class UiJob implements Job {
    @Override
    public String name() {
        return "ui";
    }

    @Override
    public String summary() {
        return "Show a page in the browser: from a picture and a prompt to sounding video, and a JSON API";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws InterruptedException {
        var config = settings.read(UiConfig.class).guarded();
        var usual = settings.read("generate", PromptConfig.class);
        try (var spark = SparkSessions.open(settings);
                var generator = new LiveGenerator(Storage.of(spark))) {
            var clips = new ConcurrentHashMap<String, ReferenceClips>();
            var studio = new Studio(
                    usual,
                    new ModelShelf(Storage.of(spark), config.models()),
                    generator::generate,
                    latents -> clips.computeIfAbsent(latents, folder -> new ReferenceClips(spark, folder)),
                    generator.device());
            try (var server = UiServer.start(config, studio)) {
                terminal.say("Page: " + server.address()
                        + config.token().map(token -> "?token=" + token).orElse(""));
                terminal.say("Runs: " + config.out() + "; Ctrl-C ends the server");
                new CountDownLatch(1).await();
            }
        }
    }
}
