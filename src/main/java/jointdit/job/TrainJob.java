package jointdit.job;

import jointdit.config.Settings;
import jointdit.joint.JointConfig;
import jointdit.spark.JointDiTTrainer;
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
    public void run(Settings settings, Terminal terminal) {
        var train = settings.read(TrainConfig.class);
        var model = settings.read("model", JointConfig.class);
        try (var spark = SparkSessions.open(settings);
                var bar = terminal.progress("train " + train.stage(), train.steps())) {
            new JointDiTTrainer(model, train).fit(spark, Build.commit(), bar::reach);
        }
        terminal.say("Checkpoints and metrics: " + train.out());
    }
}
