package jointdit.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jointdit.codec.Fingerprint;
import jointdit.config.Configs;
import jointdit.spark.CheckpointStore;
import jointdit.spark.JointDiTTrainer;
import jointdit.spark.LatentCache;
import jointdit.spark.Storage;
import jointdit.train.MetricsLog;
import jointdit.train.Stage;
import jointdit.train.TrainConfig;

/**
 * The three stages of the demo. Each has a folder that is named by all that decides its weights, so that what was
 * trained before is found again, and never taken for something else.
 */
final class DemoTraining {
    private final DemoSettings settings;
    private final LatentCache cache;
    private final Storage storage;
    private final String folder;

    /**
     * A stage that was trained.
     *
     * @param stage which
     * @param run its folder
     * @param isNew whether it was trained now
     */
    record Trained(Stage stage, String run, boolean isNew) {}

    /** @param folder of all runs */
    DemoTraining(DemoSettings settings, LatentCache cache, String folder) {
        this.settings = settings;
        this.cache = cache;
        this.folder = folder;
        storage = Storage.of(cache.spark());
    }

    /** Trains the stages that are not there yet. */
    List<Trained> run(StepsBar bar) {
        var steps = settings.demo().steps();
        var all = new ArrayList<Trained>();
        all.add(train(config(Stage.EXPERT, steps.expert(), Optional.empty()), bar));
        all.add(train(config(Stage.A, steps.a(), Optional.of(all.get(0).run())), bar));
        all.add(train(config(Stage.B, steps.b(), Optional.of(all.get(1).run())), bar));
        return all;
    }

    /** Losses of a stage. */
    LossChart.Curve losses(Trained trained) {
        var lines = new StringBuilder();
        storage.list(trained.run() + "/metrics").stream()
                .map(file -> file.uri())
                .filter(uri -> uri.endsWith(".jsonl"))
                .sorted()
                .forEach(uri -> lines.append(storage.text(uri)));
        return new LossChart.Curve(trained.stage(), MetricsLog.read(lines.toString()));
    }

    private Trained train(TrainConfig config, StepsBar bar) {
        bar.next();
        var last = new CheckpointStore(storage, config.out()).lastInfo();
        var isNew = last.isEmpty() || last.get().step() < config.steps();
        if (isNew) {
            new JointDiTTrainer(settings.model(), config)
                    .fit(cache.spark(), Build.commit(), done -> bar.at(done, config.steps()));
        }
        return new Trained(config.stage(), config.out(), isNew);
    }

    private TrainConfig config(Stage stage, int steps, Optional<String> from) {
        var named = config(stage, steps, from, "");
        var hash = new Fingerprint()
                .add(Configs.json(settings.model()))
                .add(Configs.json(named))
                .add(cache.card().orElseThrow().table())
                .hex();
        return config(stage, steps, from, folder + "/" + stage + "-" + hash.substring(0, 12));
    }

    private TrainConfig config(Stage stage, int steps, Optional<String> from, String out) {
        var base = settings.train();
        return new TrainConfig(
                cache.uri(),
                out,
                from,
                stage,
                base.mode(),
                steps,
                base.batch(),
                base.seed(),
                base.precision(),
                base.audioWeight(),
                base.rates(),
                base.optimiser(),
                base.dropout(),
                base.every(),
                base.data());
    }
}
