package jointdit.job;

import java.io.IOException;
import jointdit.config.Settings;
import jointdit.train.TrainConfig;

/** Trains the joint model on a table of latents: {@code jobs/jointdit train latents=DIR out=DIR [stage=B] ...}. */
final class TrainJob implements Job {
    @Override
    public String name() {
        return "train";
    }

    @Override
    public String summary() {
        return "Train the joint model on cached latents";
    }

    @Override
    public void run(Settings settings, Terminal terminal) throws IOException {
        var train = settings.read(TrainConfig.class);
        try (var spark = SparkSessions.open(settings)) {
            new WatchedTraining(spark, settings, terminal).run(train);
        }
        terminal.say("Checkpoints and metrics: " + train.out());
    }
}
