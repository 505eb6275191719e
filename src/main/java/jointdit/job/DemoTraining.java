package jointdit.job;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import jointdit.codec.Fingerprint;
import jointdit.config.Build;
import jointdit.config.Configs;
import jointdit.evaluate.chart.Curve;
import jointdit.evaluate.chart.LineChart;
import jointdit.spark.CheckpointStore;
import jointdit.spark.JointDiTTrainer;
import jointdit.spark.LatentCache;
import jointdit.spark.Storage;
import jointdit.spark.StoredFile;
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
     * @param run its folder
     * @param steps its length
     */
    record Trained(String run, int steps) {}

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

    /** Losses over all stages, one chart for the video and one for the audio. */
    List<LineChart> charts(List<Trained> stages) {
        return Stream.of("video", "audio")
                .map(modality -> chart(modality, stages))
                .toList();
    }

    private LineChart chart(String modality, List<Trained> stages) {
        var curves = List.of(
                curve("learned from", "loss/" + modality, stages), curve("held out", "validation/" + modality, stages));
        return new LineChart(modality, "steps", "loss", curves);
    }

    /** A curve over the stages, one after the other. */
    private Curve curve(String name, String tag, List<Trained> stages) {
        var points = new TreeMap<Double, Double>();
        int from = 0;
        for (var stage : stages) {
            int start = from;
            Curve.ofMetrics(name, metrics(stage.run()), tag).points().forEach((x, y) -> points.put(start + x, y));
            from += stage.steps();
        }
        return new Curve(name, points);
    }

    private String metrics(String run) {
        return storage.list(run + "/metrics").stream()
                .map(StoredFile::uri)
                .filter(uri -> uri.endsWith(".jsonl"))
                .sorted()
                .map(storage::text)
                .collect(joining());
    }

    private Trained train(TrainConfig config, StepsBar bar) {
        bar.next();
        var last = new CheckpointStore(storage, config.out()).lastInfo();
        if (last.isEmpty() || last.get().step() < config.steps()) {
            new JointDiTTrainer(settings.model(), config)
                    .fit(cache.spark(), Build.commit(), done -> bar.at(done, config.steps()));
        }
        return new Trained(config.out(), config.steps());
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
                settings.precision(),
                base.audioWeight(),
                base.rates(),
                base.optimiser(),
                base.dropout(),
                base.every(),
                base.data(),
                base.times(),
                base.average(),
                base.memory(),
                base.checkpointing(),
                base.parallel(),
                base.accumulate(),
                base.maxSkipped(),
                base.resume());
    }
}
