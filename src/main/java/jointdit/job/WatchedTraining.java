package jointdit.job;

import jointdit.config.Build;
import jointdit.config.Settings;
import jointdit.joint.JointConfig;
import jointdit.spark.JointDiTTrainer;
import jointdit.spark.LiveFigures;
import jointdit.spark.Progress;
import jointdit.spark.TrainReport;
import jointdit.tracking.Tracking;
import jointdit.tracking.TrackingConfig;
import jointdit.train.TrainConfig;
import org.apache.spark.sql.SparkSession;

/**
 * Training with its figures in the terminal and, if the settings name one, on a tracking server.
 *
 * @param spark session
 * @param settings of the job, with the blocks {@code model} and {@code tracking}
 * @param terminal shows how far it is
 */
record WatchedTraining(SparkSession spark, Settings settings, Terminal terminal) {
    /** Trains to the last step. */
    void run(TrainConfig train) {
        var model = settings.read("model", JointConfig.class);
        try (var bar = terminal.progress("train " + train.stage(), train.steps());
                var tracking = Tracking.begin(start(train));
                var watch = LiveFigures.watch(train.out(), report -> show(report, bar, tracking))) {
            new JointDiTTrainer(model, train).fit(spark, Build.commit(), bar::reach);
            tracking.finished();
        }
    }

    private static void show(TrainReport report, Progress bar, Tracking tracking) {
        var words = report.words();
        if (!words.isEmpty()) {
            bar.note(words);
        }
        tracking.log(report.step(), report.figures());
    }

    private Tracking.Start start(TrainConfig train) {
        var config = settings.read("tracking", TrackingConfig.class);
        var parameters = settings.texts("model");
        parameters.putAll(settings.texts("train"));
        return new Tracking.Start(config, train.out(), parameters);
    }
}
